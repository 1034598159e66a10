import type { IssueDetail } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { putDetails, putIssues } from './put-rows.ts'
import { refresherWorld } from './testing.ts'

const jql = 'project in (PAY, OPS) ORDER BY created DESC'

test('issues are found by their words in whatever order they came', async () => {
  const { client, store } = await refresherWorld()
  const { issues } = await client.search({ jql, maxResults: 100 })
  const moment = { order: 0, askedAt: 1 }
  const { added } = putIssues(store, issues, { moment, arrivals: 'read' })
  expect(new Set(added)).toEqual(new Set(issues.map(({ key }) => key)))
  expect(store.marks.unread(added).size).toBe(0)
  for (const { key } of issues) expect(store.issues.search(key, 1).map((hit) => hit.key)).toEqual([key])
})

test('a new issue is found by the comments that come with it, and not by those that it no longer has', async () => {
  const { client, store } = await refresherWorld()
  const { details = [] } = await client.search({ jql, maxResults: 20, withDetails: true })
  const options = { moment: { order: 0, askedAt: 1 }, arrivals: 'unread' } as const
  const said = (detail: IssueDetail, source: string): IssueDetail => {
    const comment = { id: '7', author: null, created: null, updated: null, visibility: null, internal: false }
    return { ...detail, comments: [{ ...comment, body: { format: 'wiki', source } }], commentTotal: 1 }
  }
  const put = (source: string): unknown =>
    putDetails(
      store,
      details.map((detail) => said(detail, source)),
      options,
    )
  const found = (word: string): number => store.issues.search(word, 100).length
  put('quagmire')
  expect([found('quagmire'), found('zeppelin')]).toEqual([details.length, 0])
  put('zeppelin')
  expect([found('quagmire'), found('zeppelin')]).toEqual([0, details.length])
  expect(store.marks.unread(details.map(({ key }) => key)).size).toBe(details.length)
})

test('what is twice in an answer is put down once, as it came last', async () => {
  const { client, store } = await refresherWorld()
  const [issue] = (await client.search({ jql, maxResults: 1 })).issues
  if (issue === undefined) throw new Error('the site has no issue')
  const again = { ...issue, summary: 'Quagmire' }
  const { added, changed } = putIssues(store, [issue, again], { moment: { order: 0, askedAt: 1 }, arrivals: 'read' })
  expect([added, changed]).toEqual([[issue.key], [issue.key]])
  expect(store.issues.row(issue.key)?.summary).toBe('Quagmire')
  expect(store.issues.search('quagmire', 9)).toHaveLength(1)
  expect(store.marks.unread([issue.key]).size).toBe(0)
})
