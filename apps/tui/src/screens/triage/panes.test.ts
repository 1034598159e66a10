import { expect, test } from 'vitest'
import { colourTheme, plainTheme, sgrCodes } from '../testing.ts'
import { footerLine } from './footer.ts'
import { headerLine } from './header.ts'
import { listLines } from './list-pane.ts'
import { footer, header, listInput, rowsOf, views } from './testing.ts'
import { viewsLines } from './views-pane.ts'

test('without colours the panes use attributes alone', () => {
  const drawn = [
    ...listLines(listInput()),
    headerLine({ ...header, failed: 1, pending: 1 }),
    footerLine({ ...footer, width: 80, theme: plainTheme }),
    ...viewsLines({
      views,
      active: 'v0',
      rowsOf: () => rowsOf(1),
      focused: true,
      width: 24,
      height: 20,
      theme: plainTheme,
    }),
  ].join('')
  expect(sgrCodes(drawn).filter((code) => code >= 30)).toEqual([])
  expect(sgrCodes(listLines(listInput({ theme: colourTheme })).join('')).some((code) => code >= 30)).toBe(true)
})
