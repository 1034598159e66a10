import { JiraApiError, type JqlData, type SiteClient } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { drawn } from '../../actions/flows/testing.ts'
import {
  createWorld,
  openWorld,
  refusal,
  testIssue,
  testSite,
  type World,
  type WorldOptions,
} from '../../app/testing.ts'
import type { JqlModal } from './jql-modal.ts'
import { offersOf } from './reading.ts'

const field = (value: string, type: string, more: Partial<JqlData['fields'][number]> = {}) => ({
  value,
  label: value,
  operators: ['=', '!=', 'in', 'not in', 'is', 'is not'],
  orderable: true,
  suggests: true,
  types: [type],
  ...more,
})

const data: JqlData = {
  fields: [
    field('assignee', 'ApplicationUser'),
    field('reporter', 'ApplicationUser'),
    field('status', 'Status'),
    field('project', 'Project'),
    field('key', 'Issue'),
    field('summary', 'String', { operators: ['~'], suggests: false }),
    field('cf[10002]', 'Number', { label: 'Story Points - cf[10002]', suggests: false }),
  ],
  functions: [{ value: 'currentUser()', isList: false, types: ['ApplicationUser'] }],
  reservedWords: [],
}

const issues = [testIssue(1), testIssue(2, { assignee: { id: 'ann', name: 'Ann Other', active: true } }), testIssue(3)]

const bar = (world: World): JqlModal => world.modal('jql')
const text = (world: World): string => bar(world).buffer.text
const offers = (world: World): readonly string[] => offersOf(bar(world)).map(({ label }) => label)

/** The bar of a site whose query language is known, empty. */
const openBar = async (options: WorldOptions = {}): Promise<World> => {
  const world = await openWorld({ issues, ...options, answers: { jqlData: async () => data, ...options.answers } })
  world.press('J', 'ctrl-u')
  await untilBar(world, ({ known }) => known.isWhole)
  return world
}

const untilBar = (world: World, holds: (modal: JqlModal) => boolean): Promise<void> =>
  world.until(({ modals }) => {
    const top = modals.at(-1)
    return top?.kind === 'jql' && holds(top)
  })

const isCounted = ({ hits }: JqlModal): boolean => !hits.isCounting && (hits.sites !== null || hits.why !== '')

test('J opens the bar with the query of the list, its number of issues, and no list in the way', async () => {
  const world = await openWorld({ issues })
  world.press('J')
  expect(text(world)).toContain('assignee is EMPTY')
  expect(drawn(world)).toContain('3 issues')
  expect(offers(world)).toEqual([])
  world.press('esc')
  expect(world.state().modals).toEqual([])
})

test('fields, operators and values are completed with Tab and Enter, and the query is searched', async () => {
  const world = await openBar()
  world.press('ass')
  expect(offers(world)).toEqual(['assignee'])
  world.press('tab')
  expect(text(world)).toBe('assignee ')
  expect(offers(world)[0]).toBe('=')
  world.press('=', ' ri')
  expect(drawn(world)).toMatch(/▸ Rita Reporter +rita/)
  world.press('enter')
  expect(text(world)).toBe('assignee = rita ')
  world.press('enter')
  await world.session().replica.idle()
  expect(world.state()).toMatchObject({ activeView: 'jql', modals: [] })
  expect(world.session().replica.view('jql')?.spec.jql).toBe('assignee = rita')
})

test('arrows go through the list, and Enter takes what they went to', async () => {
  const world = await openBar()
  world.press('assignee = ', 'down')
  expect(offers(world)).toEqual(['currentUser()', 'Ann Other', 'Rita Reporter'])
  world.press('enter')
  expect(text(world)).toBe('assignee = ann ')
})

test('a whole query is searched with Enter although a longer word is offered', async () => {
  const world = await openBar()
  world.press('assignee = ann', 'enter')
  await world.session().replica.idle()
  expect(world.session().replica.view('jql')?.spec.jql).toBe('assignee = ann')
})

test('a key or label is searched with Enter although a longer one is offered', async () => {
  const jqlSuggestions = async () => [{ value: 'PAY-12', label: 'PAY-12' }]
  const world = await openBar({ answers: { jqlSuggestions } })
  world.press('key = PAY-1')
  await untilBar(world, ({ values }) => values.length > 0)
  expect(offers(world)).toEqual(['PAY-12'])
  world.press('enter')
  await world.session().replica.idle()
  expect(world.session().replica.view('jql')?.spec.jql).toBe('key = PAY-1')
})

test('Esc closes the list, then leaves the bar', async () => {
  const world = await openBar()
  world.press('sta', 'esc')
  expect(offers(world)).toEqual([])
  expect(text(world)).toBe('sta')
  world.press('esc')
  expect(world.state().modals).toEqual([])
})

test('what the site offers comes in after what the copy knows, and only for what is typed last', async () => {
  const asked: string[] = []
  const jqlSuggestions: SiteClient['jqlSuggestions'] = async ({ text: typed }) => {
    asked.push(typed)
    return [
      { value: 'ann', label: 'Ann Other - ann@example.com' },
      { value: 'andreas', label: 'Andreas Far' },
      { value: 'x OR project = SECRET', label: 'anyone' },
    ]
  }
  const world = await openBar({ answers: { jqlSuggestions } })
  world.press('assignee = an')
  expect(offers(world)).toEqual(['Ann Other'])
  await untilBar(world, ({ values }) => values.some(({ value }) => value === 'andreas'))
  expect(asked).toEqual(['an'])
  expect(offers(world)).toEqual(['Ann Other', 'Andreas Far', 'anyone'])
  world.press('down', 'down', 'enter')
  expect(text(world)).toBe('assignee = "x OR project = SECRET" ')
})

test('the number of issues follows the query, and a count that is out of date is cancelled', async () => {
  const ended: string[] = []
  const held = Promise.withResolvers<number>()
  const begun = Promise.withResolvers<void>()
  const count: SiteClient['count'] = (jql, { signal } = {}) => {
    if (jql !== 'status = Open') return Promise.resolve(7)
    begun.resolve()
    signal?.addEventListener('abort', () => ended.push(jql))
    return held.promise
  }
  const world = await openBar({ answers: { count } })
  world.press('status = Open')
  expect(drawn(world)).toContain('counting…')
  await begun.promise
  world.press('ed')
  expect(ended).toEqual(['status = Open'])
  await untilBar(world, isCounted)
  expect(drawn(world)).toContain('7 issues')
  world.press(' AND')
  expect(drawn(world)).not.toContain('issues')
})

test('without the site the bar says so, and completes all the same', async () => {
  const offline = async (): Promise<never> => {
    throw new JiraApiError('network', 'no route')
  }
  const world = await openBar({ answers: { count: offline, jqlSuggestions: offline } })
  world.press('assignee = ann')
  await untilBar(world, isCounted)
  expect(drawn(world)).toContain('─ offline ─')
  expect(offers(world)).toEqual(['Ann Other'])
})

test('what the site has against the query is said while it is typed, at the place', async () => {
  const count = () => Promise.reject(refusal("The value 'Nowhere' does not exist for the field 'project'."))
  const world = await openBar({ answers: { count } })
  world.press('project = Nowhere')
  await untilBar(world, ({ refused }) => refused !== null)
  expect(bar(world).refused).toMatchObject({ from: 10, to: 17 })
  expect(drawn(world)).toContain("The value 'Nowhere' does not exist for the field 'project'. (character 11)")
  world.press('backspace')
  expect(bar(world).refused).toBe(null)
})

test('Cloud counts nothing for names that are not there: the bar asks what is wrong', async () => {
  const answers = {
    count: async () => 0,
    checkJql: async () => [{ message: "The value 'X' does not exist.", line: null, column: null }],
  }
  const world = await openBar({ answers, sites: [testSite('work', { deployment: 'cloud' })] })
  world.press('status = X')
  await untilBar(world, ({ refused }) => refused !== null)
  expect(bar(world)).toMatchObject({ refused: { from: 9, to: 10 }, hits: { sites: null } })
})

test('Enter goes to what looks wrong first, and asks the site when it is pressed again', async () => {
  const world = await openBar()
  world.press('status Open AND project = PAY', 'enter')
  expect(bar(world).buffer.cursor).toBe(7)
  expect(drawn(world)).toContain(
    'An operator is expected here, such as =, IN or IS, not Open (character 8) · Enter again asks the site',
  )
  world.press('enter')
  await world.session().replica.idle()
  expect(world.session().replica.view('jql')?.spec.jql).toBe('status Open AND project = PAY')
})

test('a field that no site lists is doubted, and searched all the same', async () => {
  const world = await openBar()
  world.press('stauts = Open')
  expect(drawn(world)).toContain('No field is called stauts here (character 1)')
  world.press('enter')
  await world.session().replica.idle()
  expect(world.state().activeView).toBe('jql')
})

test('former queries come back: under the bar, and by words with Ctrl-R', async () => {
  const world = await openBar()
  for (const jql of ['status = Open', 'project = PAY', 'summary ~ nightly']) {
    if (world.state().modals.length === 0) world.press('J', 'ctrl-u')
    world.press(jql, 'enter')
    await world.session().replica.idle()
  }
  world.press('J')
  expect(drawn(world)).toMatch(/project = PAY.*\n.*status = Open/)
  world.press('down', 'down', 'enter')
  expect(text(world)).toBe('status = Open')
  world.press('ctrl-r', 'PAY')
  expect(drawn(world)).toContain('JQL · former queries')
  expect(drawn(world)).toMatch(/▸ project = PAY/)
  expect(drawn(world)).not.toContain('nightly')
  world.press('esc')
  expect(text(world)).toBe('status = Open')
  world.press('ctrl-r', 'night', 'enter')
  expect(text(world)).toBe('summary ~ nightly')
})

test('several sites are completed together, and their numbers are added up', async () => {
  const answers = { jqlData: async () => data, count: async () => 5 }
  const other = {
    jqlData: async () => ({ ...data, fields: [...data.fields, field('team', 'Team')] }),
    count: async () => 7,
  }
  const sites = [testSite('acme'), testSite('beta')]
  const world = createWorld({ sites, issues, answers, others: { beta: other } })
  await world.app.showSites(sites)
  world.press('J', 'ctrl-u')
  await untilBar(world, ({ known }) => known.isWhole)
  world.press('tea')
  expect(offers(world)).toEqual(['team'])
  world.press('ctrl-u', 'status = Open')
  await untilBar(world, isCounted)
  expect(drawn(world)).toContain('12 issues (acme 5, beta 7)')
})

test('a query that one of several sites takes is not wrong', async () => {
  const sites = [testSite('acme'), testSite('beta')]
  const others = { beta: { count: () => Promise.reject(refusal('No.')) } }
  const world = createWorld({ sites, issues, others })
  await world.app.showSites(sites)
  world.press('J', 'ctrl-u', 'status = Open')
  await untilBar(world, isCounted)
  expect(bar(world)).toMatchObject({ refused: null, hits: { sites: [{ site: 'acme', count: 3 }] } })
})

test('what is pasted is one line, and a query of several lines opens as one', async () => {
  const world = await openBar()
  world.paste('status = Open\n  AND project = PAY\n')
  expect(text(world)).toBe('status = Open AND project = PAY')
})

test('Ctrl-S keeps the query as a view, once nothing is wrong with it', async () => {
  const world = await openBar()
  world.press('assignee', 'ctrl-s')
  expect(bar(world).insisted).toBe(true)
  world.press('ctrl-u', 'key = PAY-2', 'ctrl-s')
  expect(world.modal('prompt').title).toBe('Save as a view')
  world.press('Only two', 'enter')
  expect(world.toast()).toBe('Saved as Only two')
  const { activeView, views } = world.state()
  expect(views.find(({ id }) => id === activeView)).toMatchObject({ title: 'Only two', jql: 'key = PAY-2' })
})

test('changes of the query are taken back, a word at a time, and made again', async () => {
  const world = await openBar()
  for (const letter of 'key = PAY-2') world.press(letter === ' ' ? 'space' : letter)
  world.press('ctrl-u', 'ctrl-z')
  expect(text(world)).toBe('key = PAY-2')
  world.press('ctrl-z', 'ctrl-z')
  expect(text(world)).toBe('key =')
  world.press('ctrl-y', 'ctrl-y', 'ctrl-y')
  expect(text(world)).toBe('')
  world.press('ctrl-z', '!', 'ctrl-y')
  expect(text(world)).toBe('key = PAY-2!')
})
