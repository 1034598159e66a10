import { type PersonaName, startSandbox } from '@mmd/jira-sandbox'
import { AgileClient, Version2Client } from 'jira.js-5'
import { expect, test } from 'vitest'

const releases: readonly PersonaName[] = ['8.20', '9.12', '10.3', '11.3']

const configOf = (host: string, accessToken: string) => ({ host, authentication: { oauth2: { accessToken } } })

test.each(releases)('jira.js 5 works on an issue of %s with a token', async (persona) => {
  await using sandbox = await startSandbox({ issues: 40, persona })
  const client = new Version2Client(configOf(sandbox.baseUrl, sandbox.issuePat('mira')))
  expect((await client.myself.getCurrentUser()).displayName).toBe('Mira Lindqvist')
  expect((await client.serverInfo.getServerInfo()).version).toMatch(new RegExp(`^${persona}\\.`, 'u'))
  const made = await client.issues.createIssue({
    fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'By jira.js' },
  })
  const issueIdOrKey = made.key
  await client.issues.editIssue({
    issueIdOrKey,
    fields: { summary: 'Edited' },
    update: { labels: [{ add: 'theirs' }] },
  })
  const { transitions = [] } = await client.issues.getTransitions({ issueIdOrKey })
  const id = transitions.find(({ name }) => name === 'Start progress')?.id ?? ''
  await client.issues.doTransition({ issueIdOrKey, transition: { id } })
  await client.issueComments.addComment({ issueIdOrKey, comment: 'some *markup*' })
  const { issues } = await client.issueSearch.searchForIssuesUsingJql({ jql: 'labels = theirs', fields: ['*all'] })
  expect(issues).toMatchObject([
    {
      key: issueIdOrKey,
      fields: {
        summary: 'Edited',
        status: { name: 'In Progress' },
        comment: { comments: [{ body: 'some *markup*' }] },
      },
    },
  ])
})

test('jira.js 5 reads catalogues, and puts work, links and files on an issue', async () => {
  await using sandbox = await startSandbox({ issues: 40 })
  const client = new Version2Client(configOf(sandbox.baseUrl, sandbox.issuePat('mira')))
  expect((await client.issueFields.getFields()).length).toBeGreaterThan(20)
  expect((await client.projects.getProject('PAY')).key).toBe('PAY')
  expect(await client.projectRoles.getProjectRoles('PAY')).toHaveProperty('Developers')
  expect((await client.dashboards.getAllDashboards()).total).toBeGreaterThan(0)
  const issueIdOrKey = sandbox.world.issues.find(({ projectKey }) => projectKey === 'PAY')?.key ?? ''
  await client.issueWorklogs.addWorklog({
    issueIdOrKey,
    timeSpentSeconds: 60,
    started: '2026-11-22T09:00:00.000+0000',
  })
  const [file] = await client.issueAttachments.addAttachment({
    issueIdOrKey,
    attachment: { filename: 'note.txt', file: 'what it says' },
  })
  expect(file).toMatchObject({ filename: 'note.txt', size: 12 })
  const linked = sandbox.world.issues.filter(({ projectKey }) => projectKey === 'PAY')[1]?.key ?? ''
  await client.issueLinks.linkIssues({
    type: { name: 'Blocks' },
    inwardIssue: { key: issueIdOrKey },
    outwardIssue: { key: linked },
  })
})

test('jira.js 5 finds the boards and their issues', async () => {
  await using sandbox = await startSandbox({ issues: 40 })
  const agile = new AgileClient(configOf(sandbox.baseUrl, sandbox.issuePat('mira')))
  const boardId = (await agile.board.getAllBoards()).values[0]?.id ?? 0
  expect((await agile.board.getIssuesForBoard({ boardId })).total).toBeGreaterThan(0)
})
