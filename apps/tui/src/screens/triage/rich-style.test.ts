import { layout, parseAdf, parseWiki } from '@mmd/rich-text'
import { expect, it } from 'vitest'
import { createTheme } from '../../theme/theme.ts'
import { paintLine } from './rich-lines.ts'
import { roleOfColour, rolesOf } from './rich-style.ts'

it.each([
  ['red', 'bad'],
  ['#ff0000', 'bad'],
  ['#f00', 'bad'],
  ['#ff5630', 'bad'],
  ['#ff991f', 'warn'],
  ['#36b37e', 'good'],
  ['#00b8d9', 'info'],
  ['#0747a6', 'accent'],
  ['#6554c0', 'mention'],
  ['#97a0af', 'dim'],
  ['#000000', undefined],
  ['#ffffff', undefined],
  ['black', undefined],
  ['nonsense', undefined],
  ['#12', undefined],
])('takes the nearest calm colour for %s', (colour, role) => {
  expect(roleOfColour(colour)).toBe(role)
})

it('gives the edge of a panel the colour of its kind, and of another frame that of frames', () => {
  expect(rolesOf(['panel:warning', 'frame'])).toEqual(['warn'])
  expect(rolesOf(['panel:warning', 'frame', 'title'])).toEqual(['warn', 'strong'])
  expect(rolesOf(['colour:#deebff', 'frame'])).toEqual(['accent'])
  expect(rolesOf(['frame'])).toEqual(['border'])
})

it('tells panels and status words without any colour too', () => {
  const document = parseAdf({
    type: 'doc',
    content: [
      { type: 'panel', attrs: { panelType: 'error' }, content: [] },
      { type: 'paragraph', content: [{ type: 'status', attrs: { text: 'DONE', color: 'green' } }] },
    ],
  })
  const theme = createTheme({ level: 0 })
  const text = layout(document, 20)
    .map((line) => paintLine(line, 22, theme))
    .join('\n')
  expect(text).toContain('✗ Error')
  expect(text).toContain('[DONE]')
  expect(text).not.toMatch(/\u001b\[[34]8/)
})

it.each([1, 2, 3] as const)('paints status words and colours at colour level %i', (level) => {
  const theme = createTheme({ level })
  const [line = []] = layout(parseWiki('{color:red}stop{color}'), 20)
  expect(paintLine(line, 22, theme)).toBe(` ${theme.paint('bad', 'stop')}${' '.repeat(17)}`)
})
