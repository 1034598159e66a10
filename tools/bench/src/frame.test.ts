import { describe, expect, it } from 'vitest'
import { hasWholeFrame, isPainted, listPosition, plainText } from './frame.ts'

describe('output', () => {
  it('is read without its escape sequences', () => {
    expect(plainText('\x1b[1mVi\x1b[0mews\x1b]8;;https://x\x1b\\ a\x1b]8;;\x07 b\x1b(B c\x1b7')).toBe('Views a b c')
  })

  it('is painted as soon as the marker stands there, styled or not', () => {
    expect(isPainted('\x1b[7mVi\x1b[1mews', 'Views')).toBe(true)
    expect(isPainted('\x1b[7mVie', 'Views')).toBe(false)
  })

  it('holds a whole frame when the update with the marker is finished', () => {
    expect(hasWholeFrame('\x1b[HViews skeleton', 'Views')).toBe(false)
    expect(hasWholeFrame('Views\x1b[?2026h\x1b[?25l\x1b[?2026l', 'Views')).toBe(false)
    expect(hasWholeFrame('\x1b[?2026hViews', 'Views')).toBe(false)
    expect(hasWholeFrame('Views\x1b[?2026h\x1b[1mVi\x1b[mews\x1b[?2026l', 'Views')).toBe(true)
  })
})

describe('the position in the list', () => {
  it.each([
    ['Untriaged 1/10000 │ 3/5 done', { at: 1, total: 10_000 }],
    ['All open 9,999 of 10,000', { at: 9999, total: 10_000 }],
    ['due 22/11, 2026/11/22 and PAY-1/2', undefined],
    ['nothing', undefined],
  ])('of %j', (screen, position) => {
    expect(listPosition(screen)).toEqual(position)
  })
})
