import fc from 'fast-check'
import stringWidth from 'string-width'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { exitCodes } from '../../../present-error.ts'
import { createPaint } from '../../output/colour.ts'
import type { CheckResult } from '../check.ts'
import { failed, ok, skipped, type Verdict, warning } from '../verdict.ts'
import { toReportJson } from './json.ts'
import { type Look, resultLines, summaryLine } from './lines.ts'
import { createProgress } from './progress.ts'
import { wrap } from './wrap.ts'

const look: Look = { paint: createPaint(false), width: 60, utf8: true }
const of = (verdict: Verdict): CheckResult => ({
  check: { id: 'clock', title: 'Clock', group: 'Jira' },
  verdict,
  ms: 3,
})
const finding = {
  found: 'an hour behind the site’s',
  problem: 'Tokens are renewed by the clock.',
  remedy: 'Set the clock, for example:\nmmd-tui site show acme',
  who: 'you',
} as const

describe('lines', () => {
  test('say what was found behind the mark and the title', () => {
    expect(resultLines(of(ok('the same as the site’s')), look)).toEqual([
      '  ✓ Clock               the same as the site’s',
    ])
  })

  test('say below that what is wrong, who can mend it, and how; a command stands alone', () => {
    expect(resultLines(of(failed(exitCodes.network, finding)), look)).toEqual([
      '  ✗ Clock               an hour behind the site’s',
      '                        Tokens are renewed by the clock.',
      '                        You can mend this. Set the clock,',
      '                        for example:',
      '                          mmd-tui site show acme',
    ])
  })

  test('have marks that ASCII can show', () => {
    const plain = { ...look, utf8: false }
    const marks = [ok('x'), warning(finding), failed(exitCodes.network, finding), skipped('x')].map((verdict) =>
      resultLines(of(verdict), plain)[0]?.slice(2, 3),
    )
    expect(marks).toEqual(['+', '!', 'x', '-'])
  })

  test('are tinted by their state where there are colours', () => {
    const [line = ''] = resultLines(of(ok('fine')), { ...look, paint: createPaint(true) })
    expect(line).toContain('\u001b[32m✓\u001b[39m')
  })
})

describe('the last line', () => {
  test.each([
    [[ok('x'), skipped('x')], 'Nothing is wrong.'],
    [[ok('x'), warning(finding)], 'Nothing is wrong; 1 to look at.'],
    [[failed(exitCodes.network, finding), warning(finding)], '1 wrong, 1 to look at. Begin with “Clock”.'],
  ] as const)('of %j is %s', (verdicts, line) => {
    expect(summaryLine(verdicts.map(of), look)).toBe(line)
  })
})

test('JSON has the same keys for every state', () => {
  const report = toReportJson('acme', [of(ok('fine')), of(failed(exitCodes.network, finding))])
  expect(report).toEqual({
    site: 'acme',
    ok: false,
    checks: [
      { id: 'clock', title: 'Clock', state: 'ok', found: 'fine', problem: null, remedy: null, who: null, ms: 3 },
      { id: 'clock', title: 'Clock', state: 'failed', ...finding, ms: 3 },
    ],
  })
})

test('Text is wrapped without loss, within the width unless a word is longer', () => {
  const words = fc.array(fc.stringMatching(/^[a-zäé日]{1,12}$/u), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), (list, width) => {
      const lines = wrap(list.join(' '), width)
      expect(lines.join(' ')).toBe(list.join(' '))
      for (const line of lines) expect(line.includes(' ') && stringWidth(line) > width).toBe(false)
    }),
  )
})

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('is shown once something takes a second, and taken away again', () => {
    const written: string[] = []
    const progress = createProgress((text) => written.push(text))
    progress.start('Looking the host name up')
    vi.advanceTimersByTime(999)
    expect(written).toEqual([])
    vi.advanceTimersByTime(1)
    expect(written).toEqual(['  … Looking the host name up'])
    progress.stop()
    expect(written.at(-1)).toBe('\r\u001b[K')
  })

  test('is silent for what is quick, and where there is no terminal', () => {
    const written: string[] = []
    const progress = createProgress((text) => written.push(text))
    progress.start('Quick')
    progress.stop()
    vi.advanceTimersByTime(5000)
    expect(written).toEqual([])
    const nowhere = createProgress(undefined)
    nowhere.start('Slow')
    vi.advanceTimersByTime(5000)
    nowhere.stop()
  })
})
