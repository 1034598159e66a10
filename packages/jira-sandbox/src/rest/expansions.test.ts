import { expect, test } from 'vitest'
import { startHttpClient } from './client-for-tests.ts'
import { spokenDuration, spokenSize, spokenTime } from './spoken.ts'
import { wikiHtml } from './wiki-html.ts'

const now = Date.UTC(2026, 10, 22, 8)
const fields = 'description,environment,created,duedate,timetracking,timespent,worklog,comment,attachment,status,labels'

const markup =
  'h2. What happened\nSee [the log|https://ci.example.test/1?a=1&b=2]\nand *this*\n\n* one\n** two\n* three'
const html =
  '<h2><a name="Whathappened"></a>What happened</h2>\n\n' +
  '<p>See <a href="https://ci.example.test/1?a=1&amp;b=2" class="external-link" rel="nofollow noopener">the log</a><br/>\nand <b>this</b></p>\n\n' +
  '<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>'

test('Rendered fields are HTML for texts, words for times and durations, and null for all else', async () => {
  await using client = await startHttpClient({ now: () => now })
  const issue = client.sandbox.world.findIssue('PAY-103')
  if (issue === undefined) throw new Error('no PAY-103')
  issue.description = markup
  issue.due = '2026-12-01'
  issue.comments = [
    { id: '1', authorKey: null, updateAuthorKey: null, body: '*x* <y>', created: now - 3_600_000, updated: now - 5000 },
  ]
  const path = `/issue/PAY-103?fields=${fields}&expand=renderedFields`
  const { json } = await client.ask('GET', path)
  expect(Object.keys(json.renderedFields).sort()).toEqual(Object.keys(json.fields).sort())
  expect(json.renderedFields).toMatchObject({ description: html, environment: '', duedate: '01/Dec/26' })
  expect(json.renderedFields).toMatchObject({ status: null, labels: null })
  expect(json.renderedFields.created).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d\d \d{1,2}:\d\d [AP]M$/u)
  expect(json.renderedFields.timetracking).toMatchObject({
    originalEstimate: '1 week',
    remainingEstimate: '1 day, 1 hour',
    remainingEstimateSeconds: 9 * 3600,
  })
  const [comment] = json.renderedFields.comment.comments
  expect(comment).toMatchObject({ body: '<p><b>x</b> &lt;y&gt;</p>', created: 'Today 7:00 AM', updated: 'Just now' })
  const { worklogs, total } = json.renderedFields.worklog
  expect([worklogs.length, total]).toEqual([20, 23])
  expect(worklogs[0]).toMatchObject({ timeSpent: '30 minutes', timeSpentSeconds: 1800 })
  expect(worklogs[0].started).not.toContain('T')
})

test('The words are of the language of the server', async () => {
  await using client = await startHttpClient({ now: () => now, overrides: { language: 'de' } })
  const issue = client.sandbox.world.findIssue('PAY-103')
  if (issue !== undefined) issue.updated = now - 1000
  const { json } = await client.ask('GET', '/issue/PAY-103?fields=updated,timetracking&expand=renderedFields')
  expect(json.renderedFields).toMatchObject({ updated: 'Gerade eben', timetracking: { originalEstimate: '1 Woche' } })
})

test('Operations are those that the caller has', async () => {
  await using client = await startHttpClient()
  const { world, baseUrl } = client.sandbox
  const lead = world.userByKey(world.findProject('PAY')?.leadKey ?? null)?.name ?? ''
  const member = world.users.find(
    ({ name, key, active }) => active && name !== lead && world.groups.get('payments-team')?.has(key),
  )
  const ids = async (name: string): Promise<readonly string[]> => {
    const Authorization = `Bearer ${client.sandbox.issuePat(name)}`
    const path = '/issue/PAY-102?fields=summary&expand=operations'
    const { json } = await client.ask('GET', path, undefined, { Authorization })
    const [bar] = json.operations.linkGroups
    expect(bar).toMatchObject({ id: 'view.issue.opsbar', links: [] })
    return bar.groups.flatMap((group: { links: readonly { id: string; href: string }[] }) =>
      group.links.map(({ id, href }) => (href.startsWith(baseUrl) ? id : href)),
    )
  }
  const usual = ['edit-issue', 'comment-issue', 'assign-issue', expect.stringMatching(/^action_id_\d+$/u)]
  expect(await ids(lead)).toEqual(expect.arrayContaining([...usual, 'delete-issue']))
  expect(await ids(member?.name ?? '')).toEqual(expect.arrayContaining(usual))
  expect(await ids(member?.name ?? '')).not.toContain('delete-issue')
  const issue = world.findIssue('PAY-102')
  if (issue !== undefined) issue.archived = { byKey: 'JIRAUSER10101', at: now }
  expect(await ids(lead)).toEqual([])
})

test('Versioned representations have each value by its number, and a search has them too', async () => {
  await using client = await startHttpClient()
  const { json } = await client.ask('GET', '/search?jql=key%3DPAY-102&fields=labels&expand=versionedRepresentations')
  const [issue] = json.issues
  expect(issue.versionedRepresentations).toEqual({ labels: { 1: issue.fields.labels } })
})

test('An issue is read with the properties asked for', async () => {
  await using client = await startHttpClient()
  const of = async (asked: string) => (await client.ask('GET', `/issue/PAY-102?fields=summary${asked}`)).json.properties
  await client.ask('PUT', '/issue/PAY-102/properties/a', { x: 1 })
  await client.ask('PUT', '/issue/PAY-102/properties/b', { x: 2 })
  expect(await of('')).toBeUndefined()
  expect(await of('&properties=a')).toEqual({ a: { x: 1 } })
  expect(await of('&properties=*all')).toEqual({ a: { x: 1 }, b: { x: 2 } })
  expect(await of('&properties=*all,-a')).toEqual({ b: { x: 2 } })
})

test.each([
  ['{code:java}\nif (a < b) *x*\n{code}\nafter', /<pre>if \(a &lt; b\) \*x\*\n<\/pre>[\s\S]*<p>after<\/p>$/u],
  ['{code}\nnever closed', /^<p>\{code\}<br\/>\nnever closed<\/p>$/u],
  ['||a||b||\n|1|2|', /<th class="confluenceTH">a<\/th>[\s\S]*<td class="confluenceTD">2<\/td>/u],
  ['# one\n#* two\n----\nbq. said', /^<ol><li>one<ul><li>two<\/li><\/ul><\/li><\/ol>\n\n<hr \/>\n\n<blockquote>/u],
  ['[https://a.example.test/x_y_z]', />https:\/\/a\.example\.test\/x_y_z<\/a>/u],
  ['snake_case_name and 2*3*4', /^<p>snake_case_name and 2\*3\*4<\/p>$/u],
  ['{{a}} _b_ *c*', /^<p><tt>a<\/tt> <em>b<\/em> <b>c<\/b><\/p>$/u],
])('Markup %j is rendered', (text, form) => {
  expect(wikiHtml(text)).toMatch(form)
})

test('Times, durations and sizes are told in words', () => {
  expect([now - 59_999, now - 86_400_000, now - 2 * 86_400_000].map((time) => spokenTime(time, now, 'en'))).toEqual([
    'Just now',
    'Yesterday 8:00 AM',
    '20/Nov/26 8:00 AM',
  ])
  expect([0, 5400, 147_600].map((seconds) => spokenDuration(seconds, 'en'))).toEqual([
    '0 minutes',
    '1 hour, 30 minutes',
    '1 week, 1 hour',
  ])
  expect([0, 10_240, 9_143_976].map(spokenSize)).toEqual(['0.0 kB', '10 kB', '8.72 MB'])
})
