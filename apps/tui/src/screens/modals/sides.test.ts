import { textWidth } from '@mmd/rich-text'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileText } from '../testing.ts'
import { sidesIn } from './sides.ts'

const room = { width: 30, most: 1 }
const long = 'the nightly settlement stops at a row that nobody has looked at'

test('sides that have room are shown from their beginnings', () => {
  const texts = { base: 'old', mine: 'my words', theirs: 'their words' }
  expect(sidesIn(texts, room)).toEqual({ base: ['old'], mine: ['my words'], theirs: ['their words'] })
})

test('sides that begin alike are shown from a few words before what tells them apart', () => {
  const shown = sidesIn({ base: `${long} yet`, mine: `${long} today`, theirs: `${long} ever` }, room)
  expect(shown).toEqual({
    base: ['…has looked at yet'],
    mine: ['…has looked at today'],
    theirs: ['…has looked at ever'],
  })
})

test('what was is shown from its beginning when it began in another way', () => {
  const shown = sidesIn({ base: 'short', mine: `${long} today`, theirs: `${long} ever` }, room)
  expect(shown.base).toEqual(['short'])
})

test('a text without blanks is cut between letters', () => {
  const family = '👩‍👩‍👧‍👦'.repeat(40)
  const { mine, theirs } = sidesIn({ base: '', mine: `${family}a`, theirs: `${family}b` }, room)
  expect(mine).toEqual([`…${'👩‍👩‍👧‍👦'.repeat([...(mine[0] ?? '').matchAll(/👩‍👩‍👧‍👦/gu)].length)}a`])
  expect(theirs[0]?.endsWith('👦b')).toBe(true)
})

test('what has no room ends in …', () => {
  const { mine } = sidesIn({ base: '', mine: long, theirs: 'gone' }, { width: 30, most: 2 })
  expect(mine).toEqual(['the nightly settlement stops', 'at a row that nobody has…'])
})

test('each side has at most its lines, hardly wider than they may be, and two that differ are not shown alike', () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, fc.integer({ min: 1, max: 4 }), (begin, one, other, most) => {
      const shown = sidesIn({ base: one, mine: `${begin}${one}`, theirs: `${begin}${other}` }, { width: 40, most })
      for (const lines of Object.values(shown)) {
        expect(lines.length).toBeLessThanOrEqual(most)
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(41)
      }
    }),
  )
})

test('texts of plain words that differ are never shown alike', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 60 }).map((all) => all.join(' '))
  fc.assert(
    fc.property(words, words, words, fc.integer({ min: 1, max: 4 }), (begin, one, other, most) => {
      fc.pre(one !== other)
      const mine = `${begin} ${one}`
      const shown = sidesIn({ base: '', mine, theirs: `${begin} ${other}` }, { width: 40, most })
      expect(shown.mine).not.toEqual(shown.theirs)
    }),
  )
})
