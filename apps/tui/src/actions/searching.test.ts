import { expect, test } from 'vitest'
import { createWorld, openWorld, refusal, testIssue, testSite } from '../app/testing.ts'
import { activeList } from '../state/state.ts'

const many = (count: number) => Array.from({ length: count }, (_, at) => testIssue(at + 1))

test('JQL that the site refuses comes back to be mended', async () => {
  const search = async ({ jql }: { jql: string }) => {
    if (jql === 'nonsense = 1') throw refusal('Field nonsense does not exist')
    return { issues: [testIssue(9)], startAt: 0, total: 1, warnings: [] }
  }
  const world = await openWorld({ answers: { search } })
  world.press('J')
  expect(world.modal('jql').buffer.text).toContain('assignee is EMPTY')
  world.press('ctrl-u', 'nonsense = 1', 'enter')
  await world.until(({ modals }) => modals.length > 0)
  expect(world.modal('jql')).toMatchObject({
    refused: { message: 'Field nonsense does not exist' },
    buffer: { text: 'nonsense = 1' },
  })
  world.press('ctrl-u', 'key = PAY-9', 'enter')
  await world.session().replica.idle()
  expect(world.state()).toMatchObject({ activeView: 'jql', focus: 'list' })
  expect(activeList(world.state()).cursorKey).toBe('PAY-9')
})

test('JQL that is refused late does not come back over another view, dialog or site', async () => {
  for (const elsewhere of ['[', 'c', 'site'] as const) {
    const held = Promise.withResolvers<never>()
    const search = ({ jql }: { jql: string }) =>
      jql === 'slow = 1' ? held.promise : Promise.resolve({ issues: many(1), startAt: 0, total: 1, warnings: [] })
    const world = await openWorld({ answers: { search }, sites: [testSite('work'), testSite('lab')] })
    world.press('J', 'ctrl-u', 'slow = 1', 'enter')
    if (elsewhere === 'site') await world.app.showSite(testSite('lab'))
    else if (elsewhere === 'c') world.press('[', 'c')
    else world.press(elsewhere)
    held.reject(refusal('No.'))
    await held.promise.catch(() => undefined)
    await world.session().replica.idle()
    expect(world.state().modals.filter(({ kind }) => kind === 'jql')).toEqual([])
  }
})

test('an empty JQL searches nothing', async () => {
  const world = await openWorld()
  world.press('J', 'ctrl-u', 'enter')
  expect(world.state()).toMatchObject({ activeView: 'untriaged', modals: [] })
})

test('a filter narrows with each letter, fetches what is missing, and Esc takes it away', async () => {
  const issues = many(250).map((issue, at) => (at === 249 ? { ...issue, summary: 'needle' } : issue))
  const world = await openWorld({ issues })
  world.press('/', 'needle')
  await world.session().replica.idle()
  expect(activeList(world.state())).toMatchObject({ filter: 'needle', cursorKey: 'PAY-250' })
  world.press('esc')
  expect(activeList(world.state()).filter).toBe('')
  expect(world.state().modals).toEqual([])
})

test('a filter that is typed while the first rows are on their way looks through all rows too', async () => {
  const held = Promise.withResolvers<void>()
  const issues = many(250).map((issue, at) => (at === 249 ? { ...issue, summary: 'needle' } : issue))
  const search = async ({ startAt = 0, maxResults = 50 }) => {
    await held.promise
    return { issues: issues.slice(startAt, startAt + maxResults), startAt, total: 250, warnings: [] }
  }
  const world = createWorld({ answers: { search } })
  const shown = world.app.showSite(world.site)
  world.press('/', 'needle', 'enter')
  held.resolve()
  await shown
  await world.session().replica.idle()
  expect(activeList(world.state()).cursorKey).toBe('PAY-250')
})
