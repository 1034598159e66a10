import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSecretStore, type Site, secretKeys } from '@mmd/auth'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { expect, onTestFinished, test } from 'vitest'
import { holdFormerSignIn } from './former-sign-in.ts'

const given = async (sandbox: Sandbox) => {
  const dir = mkdtempSync(join(tmpdir(), 'mmd-former-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const secrets = await openSecretStore({ dir, prefer: 'file' })
  const site: Site = { name: 'acme', baseUrl: sandbox.baseUrl, deployment: 'datacenter', method: 'pat' }
  return { site, secrets, key: secretKeys('acme').credential }
}

const isTaken = async (sandbox: Sandbox, token: string): Promise<boolean> => {
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(`${sandbox.baseUrl}/rest/api/2/myself`, { headers })).ok
}

test('the site forgets the former sign-in, and the one that took its place stays', async () => {
  await using sandbox = await startSandbox({ issues: 1 })
  const { site, secrets, key } = await given(sandbox)
  const made = await fetch(`${sandbox.baseUrl}/rest/pat/latest/tokens`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${sandbox.issuePat('mira')}`,
      'content-type': 'application/json',
      'x-atlassian-token': 'no-check',
    },
    body: JSON.stringify({ name: 'former' }),
  })
  const { id, rawToken } = (await made.json()) as { id: number; rawToken: string }
  const former = { method: 'pat', baseUrl: site.baseUrl, accessToken: rawToken, tokenId: id }
  await secrets.set(key, JSON.stringify(former))
  const giveBack = await holdFormerSignIn(site, secrets, {})
  const latter = JSON.stringify({ ...former, accessToken: sandbox.issuePat('mira') })
  await secrets.set(key, latter)
  expect(await isTaken(sandbox, rawToken)).toBe(true)
  await giveBack()
  expect(await isTaken(sandbox, rawToken)).toBe(false)
  expect(await secrets.get(key)).toBe(latter)
})

test('where there was none, and where the site is gone, nothing happens', async () => {
  const sandbox = await startSandbox({ issues: 1 })
  const { site, secrets, key } = await given(sandbox)
  await (await holdFormerSignIn(site, secrets, {}))()
  await secrets.set(key, JSON.stringify({ method: 'pat', baseUrl: site.baseUrl, accessToken: 'x', tokenId: 1 }))
  const giveBack = await holdFormerSignIn(site, secrets, {})
  await sandbox.close()
  await giveBack()
  expect(await secrets.get(key)).toContain('"accessToken":"x"')
})
