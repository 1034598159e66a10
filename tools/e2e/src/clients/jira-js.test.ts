import { type CloudSandbox, startCloudSandbox } from '@mmd/jira-sandbox'
import { createAgileClient, createCloudClient } from 'jira.js'
import { expect, test } from 'vitest'

const email = 'mira@acme.example'

/** An answer that is not what the client's schemas say is thrown: they are the judges here. */
const configOf = (cloud: CloudSandbox) => ({
  host: cloud.siteUrl,
  auth: { type: 'basic', email, apiToken: cloud.issueApiToken(email) } as const,
  onSchemaMismatch: 'throw' as const,
})

const clientOf = (cloud: CloudSandbox) => createCloudClient(configOf(cloud))

const newIssue = (client: ReturnType<typeof clientOf>, summary: string) =>
  client.issues.createIssue({ fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary } })

test('jira.js 6 signs in with an API token and reads the catalogues', async () => {
  await using cloud = await startCloudSandbox({ issues: 40 })
  const client = clientOf(cloud)
  expect((await client.serverInfo.getServerInfo()).deploymentType).toBe('Cloud')
  expect((await client.myself.getCurrentUser()).accountId).toBe(cloud.accountIdOf(email))
  expect((await client.issueFields.getFields()).length).toBeGreaterThan(20)
  expect((await client.projects.searchProjects({ query: 'pay' })).values?.map(({ key }) => key)).toEqual(['PAY'])
  expect((await client.projects.getProject({ projectIdOrKey: 'PAY' })).key).toBe('PAY')
  expect((await client.issueLinkTypes.getIssueLinkTypes()).issueLinkTypes?.length).toBeGreaterThan(1)
  expect((await client.userSearch.findUsers({ query: 'kenji' }))[0]?.displayName).toBe('Kenji Watanabe')
})

test('jira.js 6 creates an issue, edits it, moves it, and finds it', async () => {
  await using cloud = await startCloudSandbox({ issues: 40 })
  const client = clientOf(cloud)
  const { key } = await newIssue(client, 'By jira.js')
  await client.issues.editIssue({ issueIdOrKey: key, fields: { summary: 'Edited', labels: ['theirs'] } })
  const { transitions = [] } = await client.issues.getTransitions({ issueIdOrKey: key })
  const start = transitions.find(({ name }) => name === 'Start progress')
  await client.issues.doTransition({ issueIdOrKey: key, transition: { id: start?.id ?? '' } })
  const issue = await client.issues.getIssue({ issueIdOrKey: key, expand: 'names,changelog' })
  expect(issue).toMatchObject({ key, fields: { summary: 'Edited', status: { name: 'In Progress' } } })
  expect((await client.issues.getChangeLogs({ issueIdOrKey: key })).values?.length).toBeGreaterThan(1)
  const found = await client.issueSearch.searchAndReconsileIssuesUsingJqlPost({
    jql: 'labels = theirs',
    fields: ['summary'],
  })
  expect(found.issues?.map((one) => one.key)).toEqual([key])
  expect((await client.issueSearch.countIssues({ jql: 'labels = theirs' })).count).toBe(1)
})

test('jira.js 6 comments in markup and in documents', async () => {
  await using cloud = await startCloudSandbox({ issues: 40 })
  const client = clientOf(cloud)
  const { key: issueIdOrKey } = await newIssue(client, 'Talk')
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'a document' }] }
  const body = { type: 'doc' as const, version: 1, content: [paragraph] }
  const document = await client.issueComments.addComment({ issueIdOrKey, body })
  // Of a text it knows that version 2 of the API takes it, and that version 3 gives it back as a document.
  const markup = await client.issueComments.addComment({ issueIdOrKey, body: 'some *markup*' })
  expect(markup.body).toMatchObject({ type: 'doc' })
  const { comments } = await client.issueComments.getComments({ issueIdOrKey })
  expect(comments?.map(({ id }) => id)).toEqual([document.id, markup.id])
  await client.issueComments.deleteComment({ issueIdOrKey, id: document.id ?? '' })
})

test('jira.js 6 logs work, links, watches, and puts files on an issue', async () => {
  await using cloud = await startCloudSandbox({ issues: 40 })
  const client = clientOf(cloud)
  const { key: issueIdOrKey } = await newIssue(client, 'One')
  const { key: other } = await newIssue(client, 'Other')

  const started = '2026-11-22T09:00:00.000+0000'
  const work = await client.issueWorklogs.addWorklog({ issueIdOrKey, timeSpentSeconds: 5400, started })
  expect((await client.issueWorklogs.getIssueWorklog({ issueIdOrKey })).worklogs?.map(({ id }) => id)).toEqual([
    work.id,
  ])

  await client.issueLinks.linkIssues({
    type: { name: 'Blocks' },
    inwardIssue: { key: issueIdOrKey },
    outwardIssue: { key: other },
  })
  expect((await client.issues.getIssue({ issueIdOrKey })).fields?.['issuelinks']).toMatchObject([
    { type: { name: 'Blocks' } },
  ])

  // Nobody is added: the client's type for the body is an object, while Jira takes a bare string.
  const { watchers } = await client.issueWatchers.getIssueWatchers({ issueIdOrKey })
  expect(watchers?.map(({ accountId }) => accountId)).toEqual([cloud.accountIdOf(email)])

  const attachments = { filename: 'note.txt', content: 'what it says' }
  const [file] = await client.issueAttachments.addAttachment({ issueIdOrKey, attachments })
  const bytes = await client.issueAttachments.getAttachmentContent({ id: file?.id ?? '' })
  expect(await new Blob([bytes as Uint8Array<ArrayBuffer>]).text()).toBe('what it says')
})

test('jira.js 6 finds the boards of a site and their sprints', async () => {
  await using cloud = await startCloudSandbox({ issues: 40 })
  const agile = createAgileClient(configOf(cloud))
  const boards = await agile.board.getAllBoards({ type: 'scrum' })
  const boardId = boards.values?.[0]?.id ?? 0
  expect((await agile.board.getAllSprints({ boardId })).values?.length).toBeGreaterThan(0)
})
