import { readFileSync } from 'node:fs'
import { startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { expect, test } from 'vitest'
import { connectSite, isJiraApiError, searchAll } from './index.ts'

const onDataCenter = async () => {
  const sandbox = await startSandbox()
  return { baseUrl: sandbox.baseUrl, authorization: `Bearer ${sandbox.issuePat('mira')}`, close: () => sandbox.close() }
}

const onCloud = async () => {
  const cloud = await startCloudSandbox()
  const email = 'mira@acme.example'
  const credential = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
  return { baseUrl: cloud.siteUrl, authorization: `Basic ${credential}`, close: () => cloud.close() }
}

test.each([
  ['datacenter', onDataCenter],
  ['cloud', onCloud],
] as const)('the example of the README works on %s as it stands', async (deployment, start) => {
  const { baseUrl, authorization, close } = await start()
  // <example>
  const site = connectSite({ baseUrl, deployment, authorize: async () => authorization })

  const lines: string[] = []
  for await (const page of searchAll(site, { jql: 'project = PAY ORDER BY created DESC', limit: 120 }))
    for (const { key, summary } of page) lines.push(`${key}  ${summary}`)

  const missing = await site.issue('PAY-999999').catch((error: unknown) => {
    if (isJiraApiError(error, 'not-found')) return null
    throw error
  })
  // </example>
  await close()
  expect(missing).toBeNull()
  expect(lines).toHaveLength(120)
  expect(lines.filter((line) => !/^PAY-\d+ {2}\S/.test(line))).toEqual([])
})

test.each(['../README.md', '../../../docs/jira-api.md'])('the example in %s is the one that is compiled', (page) => {
  const bare = (code: string | undefined): string | undefined => code?.replaceAll(/^ +|\n+/gmu, '')
  const here = /\/\/ <example>\n([^]*?) *\/\/ <\/example>/u.exec(readFileSync(import.meta.filename, 'utf8'))?.[1]
  const text = readFileSync(new URL(page, import.meta.url), 'utf8')
  const there = /```ts\nimport [^\n]*\n([^]*?)```/u.exec(text)?.[1]
  expect(bare(here)).toContain('searchAll')
  expect(bare(there)).toBe(bare(here))
})
