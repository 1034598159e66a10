import { expect } from 'vitest'
import { journey } from './journey.ts'

journey(
  'the cursor walks by one, by a count, to the ends and by half a page',
  { sizes: ['40x10', '120x36'] },
  async (person) => {
    const first = await person.row()
    await person.does('move.down', 5)
    await person.sees(/6\/\d+ ─╮/)
    expect((await person.row()).key).not.toBe(first.key)
    await person.does('move.up', 2)
    await person.sees(/4\/\d+ ─╮/)
    await person.does('move.last')
    await person.sees(/(\d+)\/\1 ─╮/)
    await person.does('move.last', 3)
    await person.sees(/ 3\/\d+ ─╮/)
    await person.does('move.half-down')
    await person.seesNo(/ 3\/\d+ ─╮/)
    await person.does('move.first')
    await person.isOn(first.key)
  },
)

journey(
  'a long list is walked to its end',
  { sizes: ['80x24'], jql: 'created is not EMPTY ORDER BY key' },
  async (person) => {
    await person.does('move.page-down')
    await person.seesNo(/ 1\/\d+ ─╮/)
    await person.does('move.last')
    await person.sees(/(\d{3})\/\1 ─╮/)
    const last = await person.row()
    expect(last.key).toMatch(/^OPS-\d+$/)
    expect(person.rows().at(-1)).toMatchObject({ key: last.key, current: true })
    await person.does('move.page-up')
    await person.seesNo(/(\d{3})\/\1 ─╮/)
  },
)

journey('a filter narrows with each letter, and goes with Esc', { sizes: ['80x24', '40x10'] }, async (person) => {
  const all = /\d+\/(\d+) ─╮/.exec(await person.sees(/1\/\d+ ─╮/))?.[1] ?? 'none'
  await person.does('list.filter')
  await person.types('refund')
  await person.sees('/ refund')
  await person.presses('enter')
  await person.waitsFor('fewer rows', () => Number(/\d+\/(\d+) ─╮/.exec(person.screen.text())?.[1]) < Number(all))
  for (const { text } of person.rows().slice(1)) expect(text).toMatch(/refund/i)
  await person.does('app.back')
  await person.sees(`/${all} ─╮`)
})

journey(
  'an order is chosen, turned round, and told',
  { jql: 'project = OPS AND assignee is EMPTY' },
  async (person) => {
    await person.does('list.sort')
    await person.sees('Order by')
    await person.types('summary')
    await person.presses('enter')
    await person.sees('By Summary, A to Z')
    const beginnings = (): readonly string[] => person.rows().map(({ text }) => text.slice(12, 20))
    await person.waitsFor('the order of the summaries', () => {
      const sorted = beginnings().toSorted((one, other) => one.localeCompare(other, 'en'))
      return sorted.length > 0 && beginnings().join() === sorted.join()
    })
    const [first] = person.rows()
    await person.does('list.sort')
    await person.types('summary')
    await person.presses('enter')
    await person.sees('By Summary, Z to A')
    await person.does('move.last')
    await person.isOn(first?.key ?? '')
  },
)

journey('groups are folded, unfolded, and marked as a whole', { sizes: ['100x30'] }, async (person) => {
  await person.does('list.group')
  await person.types('status')
  await person.presses('enter')
  await person.sees(/▾ \S.* \d+ │/)
  await person.does('list.fold-all')
  await person.seesNo('▾')
  const headings = person.rows()
  expect(headings.length).toBeGreaterThan(2)
  expect(headings.every(({ text }) => /▸ \S.* \d+$/.test(text))).toBe(true)
  await person.does('move.first')
  await person.does('list.fold')
  await person.sees('▾')
  const { text } = await person.row()
  expect(text).toMatch(/▾ \S.* \d+$/)
  await person.does('list.mark')
  await person.sees(`${/\d+$/.exec(text)?.[0]} marked`)
})

journey('a column is added, and stays with the view', { sizes: ['120x36'] }, async (person) => {
  await person.does('list.columns')
  await person.sees('Columns of Untriaged')
  await person.presses('a')
  await person.types('reporter')
  await person.presses('enter', 'enter')
  await person.sees(/Key +Reporter/)
  const second = (): string => person.rows()[1]?.text ?? ''
  await person.waitsFor('a reporter', () => /^ {2}[A-Z]+-\d+ +\p{Lu}\p{L}+ \p{L}+/u.test(second()))
  await person.startsAgain()
  await person.sees(/Key +Reporter/)
})

journey('an issue that somebody changed has a mark until it is opened', { sizes: ['80x24'] }, async (person) => {
  await person.does('move.down', 2)
  await person.does('move.up', 2)
  await person.startsAgain()
  await person.waitsFor('a second row without a mark', () => person.rows()[1]?.text.startsWith('  ') === true)
  const key = person.rows()[1]?.key ?? ''
  await person.site.asColleague('kenji', 'PUT', `issue/${key}`, { fields: { summary: 'Another name for it' } })
  await person.does('list.refresh')
  await person.sees('Another name for it')
  const changed = (): string => person.rows().find((row) => row.key === key)?.text ?? ''
  await person.waitsFor('the mark of what is new', () => changed().startsWith(' •'))
  await person.does('move.down')
  await person.isOn(key)
  await person.does('issue.open')
  await person.seesNo('╭─ Views')
  await person.does('app.back')
  await person.sees('╭─ Views')
  await person.waitsFor('no mark', () => changed().startsWith('  '))
})
