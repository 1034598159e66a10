import { type CloudSandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { AgileClient, ServiceDeskClient, Version3Client } from 'jira.js-5'
import { expect, test } from 'vitest'

const configOf = (cloud: CloudSandbox, email = 'mira@acme.example') => ({
  host: cloud.siteUrl,
  authentication: { basic: { email, apiToken: cloud.issueApiToken(email) } },
})

const newIssue = async (client: Version3Client): Promise<string> => {
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'By jira.js', description: 'Words' }
  return (await client.issues.createIssue({ fields })).key
}

test('jira.js 5 reads a list of a Cloud site to its end', async () => {
  await using cloud = await startCloudSandbox({ issues: 40 })
  const client = new Version3Client(configOf(cloud))
  const keys: string[] = []
  let nextPageToken: string | undefined
  do {
    const page = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearch({
      jql: 'project = PAY ORDER BY key',
      fields: ['summary'],
      maxResults: 7,
      ...(nextPageToken !== undefined && { nextPageToken }),
    })
    keys.push(...(page.issues ?? []).map(({ key }) => key))
    nextPageToken = page.nextPageToken
  } while (nextPageToken !== undefined)
  const { count } = await client.issueSearch.countIssues({ jql: 'project = PAY' })
  expect(keys.length).toBe(count)
  expect(new Set(keys).size).toBe(count)
})

test('jira.js 5 puts words, work and files on an issue of a Cloud site', async () => {
  await using cloud = await startCloudSandbox({ issues: 40 })
  const client = new Version3Client(configOf(cloud))
  const issueIdOrKey = await newIssue(client)
  await client.issueComments.addComment({ issueIdOrKey, comment: 'made a document by the client' })
  const { id = '' } = await client.issueWorklogs.addWorklog({ issueIdOrKey, timeSpent: '1h', comment: 'Words' })
  await client.issueWorklogs.updateWorklog({ issueIdOrKey, id, timeSpent: '2h', adjustEstimate: 'leave' })
  const { worklogs } = await client.issueWorklogs.getIssueWorklog({ issueIdOrKey })
  expect(worklogs).toMatchObject([{ id, timeSpentSeconds: 7200 }])
  const attachment = { filename: 'grüße.txt', file: Buffer.from('what it says') }
  const [file] = await client.issueAttachments.addAttachment({ issueIdOrKey, attachment })
  expect(file).toMatchObject({ filename: 'grüße.txt', size: 12 })
  expect(String(await client.issueAttachments.getAttachmentContent({ id: file?.id ?? '' }))).toBe('what it says')
  await client.issueAttachments.removeAttachment(file?.id ?? '')
  const { transitions = [] } = await client.issues.getTransitions({ issueIdOrKey, expand: 'transitions.fields' })
  const last = transitions.find(({ name }) => name === "Won't do")
  const fields = { resolution: { name: "Won't Do" } }
  await client.issues.doTransition({ issueIdOrKey, transition: { id: last?.id ?? '' }, fields })
  expect(await client.issues.getIssue({ issueIdOrKey })).toMatchObject({ fields })
})

const agileClients = {
  Cloud: async () => {
    const cloud = await startCloudSandbox({ issues: 40 })
    return { site: cloud, client: new AgileClient(configOf(cloud)) }
  },
  'Data Center': async () => {
    const sandbox = await startSandbox({ issues: 40 })
    const authentication = { oauth2: { accessToken: sandbox.issuePat('mira') } }
    return { site: sandbox, client: new AgileClient({ host: sandbox.baseUrl, authentication }) }
  },
}

test.each(Object.entries(agileClients))('jira.js 5 makes a sprint on %s, fills it and empties it', async (_, start) => {
  const { site, client } = await start()
  await using _site = site
  const boardId = (await client.board.getAllBoards({ type: 'scrum' })).values[0]?.id ?? 0
  expect(await client.board.getConfiguration({ boardId })).toMatchObject({ id: boardId, type: 'scrum' })
  const { id: sprintId } = await client.sprint.createSprint({ name: 'Theirs', originBoardId: boardId })
  const issues = (await client.board.getIssuesForBacklog({ boardId, maxResults: 2 })).issues.flatMap(
    ({ key }) => key ?? [],
  )
  await client.sprint.moveIssuesToSprintAndRank({ sprintId, issues })
  expect((await client.sprint.getIssuesForSprint({ sprintId }))?.total).toBe(issues.length)
  await client.sprint.partiallyUpdateSprint({ sprintId, name: 'Renamed' })
  expect(await client.sprint.getSprint({ sprintId })).toMatchObject({ name: 'Renamed', state: 'future' })
  await client.backlog.moveIssuesToBacklog({ issues })
  await client.sprint.deleteSprint({ sprintId })
})

const deskClients = {
  Cloud: async () => {
    const cloud = await startCloudSandbox({ issues: 60 })
    return { site: cloud, client: new ServiceDeskClient(configOf(cloud, 'sofia.nunes@acme.example')) }
  },
  'Data Center': async () => {
    const sandbox = await startSandbox({ issues: 60 })
    const authentication = { oauth2: { accessToken: sandbox.issuePat('sofia.nunes') } }
    return { site: sandbox, client: new ServiceDeskClient({ host: sandbox.baseUrl, authentication }) }
  },
}

test.each(Object.entries(deskClients))('jira.js 5 serves customers on %s', async (_, start) => {
  const { site, client } = await start()
  await using _site = site
  const serviceDeskId = (await client.serviceDesk.getServiceDesks()).values?.[0]?.id ?? ''
  const queues = (await client.serviceDesk.getQueues({ serviceDeskId, includeCount: true })).values ?? []
  expect(queues[0]).toMatchObject({ issueCount: expect.any(Number) as number })
  const queueId = Number(queues[0]?.id)
  expect((await client.serviceDesk.getIssuesInQueue({ serviceDeskId, queueId })).values?.length).toBeGreaterThan(0)
  const requestTypeId = (await client.serviceDesk.getRequestTypes({ serviceDeskId })).values?.[0]?.id ?? ''
  const { issueKey: issueIdOrKey = '' } = await client.request.createCustomerRequest({
    serviceDeskId,
    requestTypeId,
    requestFieldValues: { summary: 'Help', description: 'Nothing works' },
  })
  await client.request.createRequestComment({ issueIdOrKey, body: 'for agents', public: false })
  await client.request.createRequestComment({ issueIdOrKey, body: 'for all', public: true })
  const comments = (await client.request.getRequestComments({ issueIdOrKey })).values ?? []
  expect(comments.map((comment) => [comment.body, comment.public])).toEqual([
    ['for agents', false],
    ['for all', true],
  ])
  expect((await client.request.getSlaInformation({ issueIdOrKey })).values?.length).toBeGreaterThan(0)
})
