import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyTheme, bare, cells, colourTheme, hostileLine, widths } from '../testing.ts'
import { headerLine } from './header.ts'
import { header } from './testing.ts'

test('the name of a site is painted in the colour of its badge, and is read without colours too', () => {
  const drawn = headerLine({ ...header, badge: 'green', theme: colourTheme })
  expect(drawn).toContain(colourTheme.paint('badgeGreen', 'work'))
  expect(drawn).toContain(colourTheme.paint('badgeGreen', ' ● '))
  expect(bare(headerLine({ ...header, badge: 'green' }))).toBe(bare(headerLine(header)))
})

test('the header is exactly as wide as the screen, whatever is in it', () => {
  fc.assert(
    fc.property(hostileLine, hostileLine, widths, fc.nat(), anyTheme, (site, view, width, number, theme) => {
      const drawn = headerLine({
        ...header,
        site,
        view,
        width,
        theme,
        pending: number,
        failed: number,
        conflicts: number,
        marked: number,
      })
      expect(cells(drawn)).toBe(width)
    }),
  )
})

test('the header says what is marked, filtered, on its way and not taken', () => {
  expect(bare(headerLine(header))).toMatch(/^ ● work 10\.3\.0 {2}▸ Mine +12 issues {3}⇅ 0 {4}↻ 2m {6}3 req $/)
  expect(bare(headerLine({ ...header, total: 1 }))).toContain('1 issue ')
  expect(bare(headerLine({ ...header, total: null }))).not.toContain('issue')
  const busy = bare(headerLine({ ...header, filtered: true, shown: 4, marked: 2, pending: 5, failed: 1 }))
  expect(busy).toContain('2 marked · 4 of 12   ! 1 not taken (O)   ⇅ 5')
})

test('the header calls a conflict a conflict, apart from what was not taken', () => {
  const at = (more: object): string => bare(headerLine({ ...header, ...more }))
  expect(at({ conflicts: 1 })).toContain('12 issues   ≠ 1 conflict (O)   ⇅ 0')
  expect(at({ conflicts: 1 })).not.toContain('not taken')
  expect(at({ conflicts: 2, failed: 1 })).toContain('! 1 not taken   ≠ 2 conflicts (O)   ⇅ 0')
})

test('where there is not room for all the header leaves out what is least useful, and nothing runs into another', () => {
  const at = (width: number, more: Partial<typeof header> = {}): string =>
    bare(headerLine({ ...header, view: 'Reported by me', ...more, width }))
  expect(at(62)).toMatch(/^ ● work 10\.3\.0 {2}▸ Reported by me +12 issues {3}⇅ 0 {3}↻ 2m  $/)
  expect(at(52)).toMatch(/^ ● work {2}▸ Reported by me +12 issues {3}⇅ 0 {3}↻ 2m  $/)
  expect(at(40)).toMatch(/^ ● work {2}▸ Reported by me +⇅ 0 {3}↻ 2m  $/)
  expect(at(40, { marked: 3 })).toMatch(/^ ● work +3 marked {3}↻ 2m  $/)
  expect(at(30, { pending: 2 })).toMatch(/^ ● work +⇅ 2 {3}↻ 2m  $/)
  expect(at(24, { site: 'customer-support-emea' })).toMatch(/^ ● customer-sup… {2}↻ 2m  $/)
})

test('the header says what keeps changes back', () => {
  expect(bare(headerLine({ ...header, sender: 'offline' }))).toContain('⊘ offline   ⇅ 0')
  expect(bare(headerLine({ ...header, sender: 'signed-out' }))).toContain('⊘ signed out')
  expect(bare(headerLine({ ...header, sender: 'sending' }))).not.toContain('⊘')
})

test('nothing moves while numbers grow, and the keys that are named are those that there are', () => {
  const at = (more: object): string => bare(headerLine({ ...header, ...more }))
  const places = (line: string): readonly number[] => ['issues', '⇅', '↻', 'req'].map((sign) => line.indexOf(sign))
  expect(places(at({ pending: 12, requests: 999, freshness: '59m' }))).toEqual(places(at({})))
  expect(at({ failed: 1, outboxKey: 'Ctrl-O' })).toContain('not taken (Ctrl-O)')
  expect(at({ failed: 1, outboxKey: '' })).toMatch(/not taken {2}/)
  expect(at({ recorded: 2, recordKey: 'Q' })).toContain('● REC 2 (Q)')
})
