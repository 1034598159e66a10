import { describe, expect, it } from 'vitest'
import { replaceResults } from './report.ts'
import { fixed, mebibytes, toMarkdown } from './table.ts'

describe('the page of results', () => {
  const page = '# Speed\n<!-- bench:start -->\nold\n<!-- bench:end -->\nbye\n'

  it('keeps what is around the results', () => {
    expect(replaceResults(page, 'new\n')).toBe('# Speed\n<!-- bench:start -->\nnew\n<!-- bench:end -->\nbye\n')
  })

  it('can be written again and again', () => {
    expect(replaceResults(replaceResults(page, 'one'), 'two')).toBe(replaceResults(page, 'two'))
  })

  it.each(['', '<!-- bench:start -->', '<!-- bench:end --><!-- bench:start -->', page + page])(
    'is refused without its markers: %j',
    (wrong) => {
      expect(() => replaceResults(wrong, 'new')).toThrow('once each')
    },
  )
})

describe('a table', () => {
  it('is Markdown with numbers to the right', () => {
    const table = { title: 'Start', head: ['what', 'ms'], rows: [['a|b', '1.0']] }
    expect(toMarkdown(table)).toBe('### Start\n\n| what | ms |\n| --- | --: |\n| a\\|b | 1.0 |')
  })

  it('shows a dash where nothing was measured', () => {
    expect([fixed(Number.NaN), fixed(1.25, 2), mebibytes(80 * 2 ** 20)]).toEqual(['–', '1.25', '80'])
  })
})
