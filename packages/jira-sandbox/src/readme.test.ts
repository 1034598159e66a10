import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startSandbox } from './index.ts'

test('The example of the README works as it stands', async () => {
  // <example>
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
  // </example>
  expect([clientId.length, answer.status, asked]).toEqual([32, 200, 1])
  const bare = (text: string | undefined): string | undefined => text?.replace(/\s+|,(?=\s*\})/gu, '')
  const here = /\/\/ <example>\n([^]*?)\/\/ <\/example>/u.exec(readFileSync(import.meta.filename, 'utf8'))?.[1]
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  expect(bare(/```ts\n([^]*?)```/u.exec(readme)?.[1])).toBe(bare(here))
})
