import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

/** The issue that is decided about, from the title of its pane. */
const decided = (person: Person): string => /─ ([A-Z]+-\d+) ─/.exec(person.screen.text())?.[1] ?? ''

journey(
  'the inbox goes on by itself, and takes the last decision back',
  { sizes: ['40x10', '120x36'] },
  async (person) => {
    await person.does('inbox.open')
    await person.sees(/\d+ left/)
    await person.waitsFor('an issue to decide about', () => decided(person) !== '')
    const first = decided(person)
    await person.does('inbox.accept')
    await person.sees(`${first} accepted`)
    await person.waitsFor('the next issue', () => ![first, ''].includes(decided(person)))
    const second = decided(person)
    await person.does('inbox.assign-to-me')
    await person.waitsFor('the issue after', () => ![first, second, ''].includes(decided(person)))
    await person.hasSent()
    expect(await person.issue(second)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
    await person.does('inbox.undo')
    await person.sees('Taken back')
    await person.waitsFor('the one before', () => decided(person) === second)
    await person.does('inbox.leave')
    await person.sees(/╭─ Untriaged/)
  },
)

journey('an issue is declined with a reason', { sizes: ['80x24'] }, async (person) => {
  await person.does('inbox.open')
  await person.sees(/\d+ left/)
  await person.waitsFor('an issue to decide about', () => decided(person) !== '')
  const key = decided(person)
  await person.does('inbox.decline')
  await person.sees(`Decline ${key}: why?`)
  await person.picture('reason')
  await person.presses('enter')
  const isNext = (): boolean => ![key, ''].includes(decided(person))
  const isAsked = (): boolean => /Enter takes it/.test(person.screen.text()) && !/why\?/.test(person.screen.text())
  await person.waitsFor('the next issue, or a question more', () => isNext() || isAsked())
  if (isAsked()) await person.presses('enter')
  await person.waitsFor('the next issue', isNext)
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ statusCategory: 'done' })
})

journey(
  'a macro is recorded, written to the file, and run on marks',
  { jql: 'project = PAY AND type = Bug AND resolution is EMPTY', sizes: ['120x36'] },
  async (person) => {
    const [, second, third] = person.rows()
    await person.does('macro.record')
    await person.sees('● REC')
    await person.does('issue.labels')
    await person.types('by-macro')
    await person.sees('new')
    await person.presses('enter')
    await person.sees('● REC 1')
    await person.does('macro.record')
    await person.sees(/name/i)
    await person.types('Put aside')
    await person.presses('enter')
    await person.sees(/key/i)
    await person.presses('enter')
    await person.sees('by-macro')
    await person.presses('ctrl-s')
    await person.seesNo('● REC')
    await person.does('move.down')
    await person.isOn(second?.key ?? '')
    await person.does('list.mark')
    await person.does('list.mark')
    await person.sees('2 marked')
    await person.does('macro.run')
    await person.types('put aside')
    await person.sees('▸ Put aside')
    await person.presses('enter')
    await person.sees('Plan: ')
    await person.presses('enter')
    await person.sees('✓ 2 of 2 done')
    await person.hasSent()
    for (const row of [second, third])
      expect(await person.issue(row?.key ?? '')).toMatchObject({ labels: expect.arrayContaining(['by-macro']) })
  },
)

journey('the query bar completes, counts and searches', { sizes: ['80x24', '120x36'] }, async (person) => {
  await person.does('view.jql')
  await person.sees('Enter searches')
  await person.presses('ctrl-u')
  await person.types('project = PAY AND pri')
  await person.sees('priority')
  await person.presses('tab')
  await person.sees(/AND priority/)
  await person.types(' = Highest')
  await person.sees(/\d+ (issues|hits|match)/)
  await person.presses('enter')
  await person.sees('▸ JQL')
  await person.waitsFor('its rows', () => {
    const rows = person.rows()
    return rows.length > 0 && rows.every(({ key }) => key.startsWith('PAY-'))
  })
})
