import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scope } from '../../actions/action.ts'
import { probe } from '../../mouse/probe.ts'
import { anyTheme, bare, cells, hostileLine, plainTheme, widths } from '../testing.ts'
import { footerLine } from './footer.ts'
import { needed } from './hint-worth.ts'
import { footer } from './testing.ts'

test('the footer is exactly as wide as the screen and cuts no hint', () => {
  fc.assert(
    fc.property(widths, hostileLine, anyTheme, (width, text, theme) => {
      expect(cells(footerLine({ ...footer, width, theme }))).toBe(width)
      const toast = { id: 1, tone: 'bad', text } as const
      expect(cells(footerLine({ ...footer, toast, width, theme }))).toBe(width)
      if (width > 8) expect(bare(footerLine({ ...footer, width, theme }))).not.toContain('…')
    }),
  )
})

test('help is in the footer even where hardly anything else is', () => {
  expect(bare(footerLine({ ...footer, width: 20, theme: plainTheme }))).toContain('? keys')
})

test('typed keys come before news, and news before hints', () => {
  const toast = { id: 1, tone: 'good', text: 'Copied' } as const
  const pending = { count: '12', sequence: [] }
  const at = (more: object): string => bare(footerLine({ ...footer, width: 80, theme: plainTheme, ...more }))
  expect(at({ toast, pending })).toContain('12…')
  expect(at({ toast })).toContain('Copied')
  expect(at({})).toContain('assign')
})

test('at each width the hints that are needed most have the room', () => {
  const at = (width: number): string => bare(footerLine({ ...footer, width, theme: plainTheme })).trim()
  expect(at(40)).toMatch(/^Enter open {2}a assign {2}s status +\? keys$/)
  expect(at(80)).toMatch(/^Enter open {2}a assign {2}s status {2}c comment {2}i inbox +: commands {2}\? keys$/)
  for (const hint of ['i inbox', '/ filter', 'x mark', 'u undo', 'c comment']) expect(at(120)).toContain(hint)
})

test('a wider window shows every hint that a narrower one shows, until the way to all commands comes in', () => {
  const hintsAt = (width: number): readonly string[] =>
    bare(footerLine({ ...footer, width, theme: plainTheme }))
      .trim()
      .split(/ {2,}/)
  for (let width = 30; width < 240; width += 1) {
    const [shown, wider] = [hintsAt(width), hintsAt(width + 1)]
    if (wider.includes(': commands') && !shown.includes(': commands')) continue
    expect(wider.filter((hint) => shown.includes(hint))).toEqual(shown)
  }
})

test('every action whose hint has a place of its own is there, with a hint', () => {
  expect(
    needed.filter((id) => footer.actions.every((action) => action.id !== id || action.hint === undefined)),
  ).toEqual([])
})

test('an issue that fills the screen says first how one gets back', () => {
  const zoomed = { ...footer, scopes: ['preview', 'triage', 'app'], zoomed: true, theme: plainTheme } as const
  expect(bare(footerLine({ ...zoomed, width: 80 }))).toMatch(/^ Esc back {2}J next {2}g jump {2}Space fold {2}a assign/)
  expect(bare(footerLine({ ...zoomed, width: 24 }))).toContain('? keys')
})

test('what cannot be done now is quiet, in its place, and no key of it is drawn as one', () => {
  const isOpen = ({ id }: { readonly id: string }): boolean => id !== 'issue.assign'
  const at = { ...footer, width: 100, theme: plainTheme }
  expect(bare(footerLine({ ...at, isOpen }))).toBe(bare(footerLine(at)))
  const probed = footerLine({ ...at, isOpen, theme: probe })
  const before = footerLine({ ...at, theme: probe })
  expect(before).toContain('\u0001 a\u0002 assign')
  expect(probed).toContain(' a assign')
})

test('the ways to all commands and all keys end the line, in the same place whatever else is there', () => {
  const at = (scopes: readonly Scope[]): string =>
    bare(footerLine({ ...footer, scopes, width: 100, theme: plainTheme }))
  expect(at(['list', 'triage', 'app'])).toMatch(/ : commands {2}\? keys $/)
  expect(at(['app']).indexOf('? keys')).toBe(at(['list', 'triage', 'app']).indexOf('? keys'))
})

test('an action whose key was taken away is not in the line', () => {
  const actions = footer.actions.map((action) => (action.id === 'issue.assign' ? { ...action, keys: [] } : action))
  expect(bare(footerLine({ ...footer, actions, width: 100, theme: plainTheme }))).not.toContain('assign')
})

test('what the cursor of an issue is on is named before its keys, where all of those have room beside it', () => {
  const at = (item: Scope, width: number): string => {
    const scopes: readonly Scope[] = [item, 'preview', 'triage', 'app']
    return bare(footerLine({ ...footer, scopes, zoomed: true, width, theme: plainTheme }))
  }
  expect(at('comment', 120)).toMatch(/^ Esc back {2}comment: R reply {2}e edit/)
  expect(at('worklog', 120)).toMatch(/^ Esc back {2}work: e edit/)
  expect(at('file', 120)).toMatch(/^ Esc back {2}attachment: /)
  expect(at('comment', 40)).toMatch(/^ Esc back {2}R reply/)
  expect(at('preview', 120)).not.toContain(':  ')
})
