import { readdirSync } from 'node:fs'
import { approveCloudConsent, startCloudSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { writeCredential } from './credential.ts'
import { credentialFor } from './renewal.ts'
import { openFileStore } from './secret-store/file-store.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import { signIn } from './sign-in/sign-in.ts'
import type { Site } from './site.ts'
import { askWhoAmI, fakePorts, givenFolder, runNode, startTinyServer, type TinyServer } from './testing.ts'

/** Where in a renewal the process is killed, as `kill -9` does it. */
type Moment = 'before-asking' | 'before-storing' | 'after-storing'

const dying = `
  const { credentialFor, openSecretStore } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
  const [dir, site, moment] = [process.argv[1], JSON.parse(process.argv[2]), process.argv[3]]
  const die = () => process.kill(process.pid, 'SIGKILL')
  const real = await openSecretStore({ dir, prefer: 'file' })
  const secrets = {
    ...real,
    get: async (key) => {
      // The client secret is read last before the site is asked.
      if (moment === 'before-asking' && key.endsWith('client-secret')) die()
      return real.get(key)
    },
    set: async (key, value) => {
      if (moment === 'before-storing') die()
      await real.set(key, value)
      if (moment === 'after-storing') die()
    },
  }
  await credentialFor(site, { secrets, dir }).renew()
  console.log('survived')`

const renewAndDie = async (dir: string, site: Site, moment: Moment): Promise<void> => {
  const { stdout } = await runNode(dying, [dir, JSON.stringify(site), moment])
  expect(stdout).toBe('')
  // The dead process could not let go of its lock.
  expect(readdirSync(dir)).toContain(`credential-${site.name}.lock`)
}

const given = async (server: TinyServer) => {
  const dir = givenFolder()
  const site = server.site('http://localhost/oauth/redirect')
  const secrets = await openFileStore(dir)
  await secrets.set(secretKeys(site.name).clientSecret, server.clientSecret)
  await writeCredential(site, secrets, { method: 'oauth2', obtainedAt: Date.now(), ...server.issue() })
  return { dir, site, secrets }
}

const refreshes = (server: TinyServer): number =>
  server.forms.filter(({ form }) => form.get('grant_type') === 'refresh_token').length

test('killed before the site was asked, the next start renews', async () => {
  await using server = await startTinyServer()
  const { dir, site, secrets } = await given(server)
  await renewAndDie(dir, site, 'before-asking')
  expect(refreshes(server)).toBe(0)
  const header = await credentialFor(site, { secrets, dir }).renew()
  expect(server.isValid(header.replace('Bearer ', ''))).toBe(true)
  expect(refreshes(server)).toBe(1)
})

test('killed between the answer and the store, the next start asks for a sign-in and does not go round in circles', async () => {
  await using server = await startTinyServer()
  const { dir, site, secrets } = await given(server)
  await renewAndDie(dir, site, 'before-storing')
  expect(refreshes(server)).toBe(1)
  for (let start = 0; start < 3; start += 1) {
    const source = credentialFor(site, { secrets, dir })
    await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
    await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  }
  // The site was asked once more, by the first start alone.
  expect(refreshes(server)).toBe(2)
})

test('killed once the pair is stored, the next start uses it', async () => {
  await using server = await startTinyServer()
  const { dir, site, secrets } = await given(server)
  await renewAndDie(dir, site, 'after-storing')
  const header = await credentialFor(site, { secrets, dir }).authorization()
  expect(server.isValid(header.replace('Bearer ', ''))).toBe(true)
  expect(refreshes(server)).toBe(1)
})

test('where the cloud takes a refresh token twice for a while, a killed renewal recovers by itself', async () => {
  await using cloud = await startCloudSandbox({ issues: 5, refreshLeewaySeconds: 600 })
  const redirectUri = `http://127.0.0.1:${await findFreePort()}/callback`
  const scopes = ['read:jira-work', 'read:jira-user']
  const { clientId, clientSecret } = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
  const site: Site = {
    name: 'acme',
    baseUrl: cloud.siteUrl,
    deployment: 'cloud',
    method: 'oauth2-cloud',
    oauth2: { clientId, redirectUri, scope: `${scopes.join(' ')} offline_access` },
    cloud: { authUrl: cloud.authUrl, apiUrl: cloud.apiUrl },
  }
  const person = cloud.world.findUser('mira')
  const dir = givenFolder()
  const secrets = await openFileStore(dir)
  const browse = async (url: string): Promise<boolean> => {
    await approveCloudConsent(url, { email: person?.email ?? '', password: person?.password ?? '' })
    return true
  }
  const { learned } = await signIn(site, fakePorts(secrets, browse, { verify: askWhoAmI }), { clientSecret })
  const located = { ...site, ...learned } satisfies Site
  await renewAndDie(dir, located, 'before-storing')
  expect(await credentialFor(located, { secrets, dir }).renew()).toMatch(/^Bearer /u)
})

test('eight processes with an expired token renew it once, and all of them get a valid one', async () => {
  await using server = await startTinyServer()
  const { dir, site, secrets } = await given(server)
  await writeCredential(site, secrets, { method: 'oauth2', obtainedAt: 0, expiresAt: 1, ...server.issue() })
  const script = `
    const { credentialFor, openSecretStore } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    const [dir, site] = [process.argv[1], JSON.parse(process.argv[2])]
    const secrets = await openSecretStore({ dir, prefer: 'file' })
    console.log(await credentialFor(site, { secrets, dir }).authorization())`
  const runs = await Promise.all(Array.from({ length: 8 }, () => runNode(script, [dir, JSON.stringify(site)])))
  expect(runs.map((run) => run.stderr)).toEqual(Array.from({ length: 8 }, () => ''))
  const headers = new Set(runs.map((run) => run.stdout.trim()))
  expect(headers.size).toBe(1)
  expect(server.isValid([...headers].join('').replace('Bearer ', ''))).toBe(true)
  expect(refreshes(server)).toBe(1)
  expect(readdirSync(dir)).toEqual(['secrets.json'])
}, 60_000)
