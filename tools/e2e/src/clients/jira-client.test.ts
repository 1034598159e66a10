import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PersonaName, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import JiraApi from 'jira-client'
import { expect, test } from 'vitest'

const clientOf = ({ port, baseUrl }: Sandbox, credential: object): JiraApi =>
  new JiraApi({ protocol: 'http', host: 'localhost', port, base: new URL(baseUrl).pathname, ...credential })

const byPassword = { username: 'mira', password: 'mira' }

test.each<PersonaName>(['8.20', '9.12', '10.3'])(
  'jira-client signs in to %s by password and by token',
  async (persona) => {
    await using sandbox = await startSandbox({ issues: 20, persona })
    const [basic, bearer] = [clientOf(sandbox, byPassword), clientOf(sandbox, { bearer: sandbox.issuePat('mira') })]
    expect(await basic.getCurrentUser()).toMatchObject({ name: 'mira' })
    expect(await bearer.getCurrentUser()).toMatchObject({ name: 'mira' })
    expect((await bearer.getServerInfo()).version).toMatch(new RegExp(`^${persona}\\.`, 'u'))
  },
)

test('On 11.3 jira-client is refused with a password, and accepted with a token', async () => {
  await using sandbox = await startSandbox({ issues: 20, persona: '11.3' })
  await expect(clientOf(sandbox, byPassword).getCurrentUser()).rejects.toThrow(/switched off/u)
  expect(await clientOf(sandbox, { bearer: sandbox.issuePat('mira') }).getCurrentUser()).toMatchObject({ name: 'mira' })
})

test('jira-client reads the catalogues of a site and of a project', async () => {
  await using sandbox = await startSandbox({ issues: 40 })
  const client = clientOf(sandbox, byPassword)
  const keys = (await client.listProjects()).map(({ key }: { key: string }) => key)
  expect(keys).toEqual(['PAY', 'OPS', 'SUP'])
  expect(await client.getProject('PAY')).toMatchObject({ key: 'PAY', lead: { name: 'mira' } })
  for (const list of [client.listFields(), client.listStatus(), client.listPriorities(), client.listIssueTypes()]) {
    expect((await list).length).toBeGreaterThan(3)
  }
  expect((await client.listIssueLinkTypes()).issueLinkTypes[0]).toHaveProperty('inward')
  expect(await client.searchUsers({ username: 'kenji' })).toMatchObject([{ name: 'kenji', active: true }])
  const [component] = await client.listComponents('PAY')
  expect(await client.relatedIssueCounts(component.id)).toMatchObject({ issueCount: expect.any(Number) as number })
  const [version] = await client.getVersions('PAY')
  expect(await client.getVersion(version.id)).toMatchObject({ name: version.name })
  expect(await client.getUnresolvedIssueCount(version.id)).toBeGreaterThanOrEqual(0)
  const board = (await client.getAllBoards()).values.find(({ type }: { type: string }) => type === 'scrum')
  expect((await client.getAllSprints(board.id)).values[0]).toHaveProperty('state')
})

test('jira-client creates an issue, edits it, moves it, and finds it', async () => {
  await using sandbox = await startSandbox({ issues: 40 })
  const client = clientOf(sandbox, byPassword)
  const { key, id } = await client.addNewIssue({
    fields: {
      project: { key: 'PAY' },
      issuetype: { name: 'Task' },
      summary: 'By jira-client',
      description: 'What & why',
    },
  })
  await client.updateIssue(key, { fields: { labels: ['theirs'] }, update: { summary: [{ set: 'Edited' }] } })
  await client.updateAssignee(key, 'mira')
  const { transitions } = await client.listTransitions(key)
  const { id: start } = transitions.find(({ name }: { name: string }) => name === 'Start progress')
  await client.transitionIssue(key, { transition: { id: start } })
  const issue = await client.findIssue(key, 'names,changelog,renderedFields')
  expect(issue).toMatchObject({
    key,
    fields: { summary: 'Edited', labels: ['theirs'], assignee: { name: 'mira' }, status: { name: 'In Progress' } },
    names: { summary: 'Summary' },
    renderedFields: { description: '<p>What &amp; why</p>' },
  })
  expect(issue.changelog.histories.length).toBeGreaterThanOrEqual(3)
  const found = await client.searchJira('labels = theirs', { fields: ['summary'], maxResults: 5 })
  expect(found).toMatchObject({ total: 1, issues: [{ key, fields: { summary: 'Edited' } }] })
  expect(await client.getDevStatusSummary(id)).toMatchObject({ errors: [] })
})

test('jira-client comments, logs work, links, watches and tells', async () => {
  await using sandbox = await startSandbox({ issues: 40 })
  const client = clientOf(sandbox, byPassword)
  const fields = (summary: string) => ({ project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary })
  const { key } = await client.addNewIssue({ fields: fields('One') })
  const other = await client.addNewIssue({ fields: fields('Other') })

  const comment = await client.addComment(key, 'a *comment*')
  expect(await client.updateComment(key, comment.id, 'changed')).toMatchObject({ body: 'changed' })
  expect(await client.getComments(key)).toMatchObject({ total: 1, comments: [{ id: comment.id, body: 'changed' }] })
  await client.deleteComment(key, comment.id)

  const work = await client.addWorklog(key, { timeSpent: '1h 30m', started: '2026-11-22T09:00:00.000+0000' })
  expect(await client.getIssueWorklogs(key)).toMatchObject({ worklogs: [{ id: work.id, timeSpentSeconds: 5400 }] })
  await client.deleteWorklog(key, work.id)

  await client.issueLink({ type: { name: 'Blocks' }, inwardIssue: { key }, outwardIssue: { key: other.key } })
  const { issuelinks } = (await client.findIssue(key)).fields
  expect(issuelinks).toMatchObject([{ type: { name: 'Blocks' }, outwardIssue: { key: other.key } }])
  await client.deleteIssueLink(issuelinks[0].id)

  await client.createRemoteLink(key, { object: { url: 'https://wiki.example.test/1', title: 'Page' } })
  expect(await client.getRemoteLinks(key)).toMatchObject([{ object: { title: 'Page' } }])

  await client.addWatcher(key, 'kenji')
  expect((await client.getIssueWatchers(key)).watchers).toContainEqual(expect.objectContaining({ name: 'kenji' }))
  await client.issueNotify(key, { subject: 'Look', textBody: 'here', to: { watchers: true } })
})

test('jira-client puts a file on an issue, fetches it, and takes it away', async () => {
  await using sandbox = await startSandbox({ issues: 40 })
  const client = clientOf(sandbox, byPassword)
  const folder = mkdtempSync(join(tmpdir(), 'clients-'))
  writeFileSync(join(folder, 'note.txt'), 'what it says')
  const key =
    sandbox.world.issues.find((issue) => issue.projectKey === 'PAY' && issue.archived === undefined)?.key ?? ''
  const [file] = await client.addAttachmentOnIssue(key, createReadStream(join(folder, 'note.txt')))
  rmSync(folder, { recursive: true })
  expect(file).toMatchObject({ filename: 'note.txt', size: 12 })
  expect(String(await client.downloadAttachment(file))).toBe('what it says')
  await client.deleteAttachment(file.id)
  expect((await client.findIssue(key)).fields.attachment).not.toContainEqual(expect.objectContaining({ id: file.id }))
})

test('jira-client reads a list to its end, and puts an issue into a sprint', async () => {
  await using sandbox = await startSandbox({ issues: 40 })
  const client = clientOf(sandbox, byPassword)
  const keys: string[] = []
  let total = 1
  while (keys.length < total) {
    const page = await client.searchJira('project is not EMPTY ORDER BY key', { startAt: keys.length, maxResults: 7 })
    keys.push(...page.issues.map(({ key }: { key: string }) => key))
    total = page.total
  }
  expect(new Set(keys).size).toBe(total)

  const board = (await client.getAllBoards(0, 1, 'scrum')).values[0]
  const backlog = await client.getIssuesForBacklog(board.id, 0, 2)
  const sprint = (await client.getAllSprints(board.id)).values.find(
    ({ state }: { state: string }) => state === 'future',
  )
  await client.addIssueToSprint(backlog.issues[0].key, sprint.id)
  const { issues } = await client.getBoardIssuesForSprint(board.id, sprint.id)
  expect(issues.map(({ key }: { key: string }) => key)).toContain(backlog.issues[0].key)
})

test('What jira-client is told of mistakes names the field', async () => {
  await using sandbox = await startSandbox({ issues: 20 })
  const client = clientOf(sandbox, byPassword)
  await expect(client.addNewIssue({ fields: { project: { key: 'PAY' } } })).rejects.toThrow(/summary|issuetype/u)
  await expect(client.searchJira('nothing = 1')).rejects.toThrow(/nothing/u)
  await expect(client.findIssue('PAY-999999')).rejects.toThrow(/Issue Does Not Exist/u)
})
