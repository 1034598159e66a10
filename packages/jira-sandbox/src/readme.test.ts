import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startSandbox } from './index.ts'

const bare = (text: string | undefined): string | undefined => text?.replace(/\s+|,(?=\s*\})/gu, '')

/** The example of this file with a name, and the first one in TypeScript of a page, both without white space. */
const examples = (name: string, page: string): readonly (string | undefined)[] => {
  const here = new RegExp(`// <${name}>\n([^]*?)// </${name}>`, 'u').exec(readFileSync(import.meta.filename, 'utf8'))
  const there = /```ts\n([^]*?)```/u.exec(readFileSync(new URL(page, import.meta.url), 'utf8'))
  return [bare(`import { startSandbox } from '@mmd/jira-sandbox'${here?.[1] ?? ''}`), bare(there?.[1])]
}

test('The example of the README works as it stands', async () => {
  // <readme>
  const sandbox = await startSandbox({ issues: 20 })
  const { clientId } = sandbox.registerClient({
    name: 'demo',
    redirectUri: 'http://localhost:8734/oauth/redirect',
    scope: 'READ',
  })
  const pat = sandbox.issuePat('mira')
  const answer = await fetch(`${sandbox.baseUrl}/rest/pat/latest/tokens`, {
    headers: { Authorization: `Bearer ${pat}` },
  })
  const asked = sandbox.journal.count('GET /rest/pat/latest/tokens')
  await sandbox.close()
  // </readme>
  expect([clientId.length, answer.status, asked]).toEqual([32, 200, 1])
  const [here, there] = examples('readme', '../README.md')
  expect(there).toBe(here)
})

test('The example of the page about the sandbox works as it stands', async () => {
  // <page>
  const sandbox = await startSandbox({ persona: '9.12', issues: 50 })
  const headers = { Authorization: `Bearer ${sandbox.issuePat('mira')}` }
  const answer = await fetch(`${sandbox.baseUrl}/rest/api/2/myself`, { headers })
  await sandbox.close()
  // </page>
  expect(answer.status).toBe(200)
  const [here, there] = examples('page', '../../../docs/jira-sandbox.md')
  expect(there).toBe(here)
})
