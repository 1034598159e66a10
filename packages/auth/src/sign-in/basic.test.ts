import { startSandbox } from '@mmd/jira-sandbox'
import { expect, test } from 'vitest'
import { credentialFor } from '../renewal.ts'
import type { Site } from '../site.ts'
import { askWhoAmI, fakePorts, fakeSecrets, givenFolder } from '../testing.ts'
import { signIn } from './sign-in.ts'

const siteAt = (baseUrl: string): Site => ({
  name: 'acme',
  baseUrl,
  deployment: 'datacenter',
  method: 'basic',
  login: 'mira',
})

test('user name and password are asked for, tried once and stored', async () => {
  await using sandbox = await startSandbox({ issues: 1 })
  const site = siteAt(sandbox.baseUrl)
  const secrets = fakeSecrets()
  const questions: string[] = []
  const ports = fakePorts(secrets, async () => false, {
    verify: askWhoAmI,
    ask: async (question) => {
      questions.push(`${question.kind} ${question.kind === 'password' ? question.login : ''}`)
      return 'mira'
    },
  })
  expect((await signIn(site, ports)).user.id).toBe('mira')
  expect(questions).toEqual(['password mira'])
  expect(sandbox.journal.entries).toHaveLength(1)
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  expect(await source.authorization()).toBe(`Basic ${Buffer.from('mira:mira').toString('base64')}`)
  expect(await source.status()).toMatchObject({ method: 'basic', state: 'signed-in', refreshable: false })
})

test('a wrong password is sent once and not stored', async () => {
  await using sandbox = await startSandbox({ issues: 1 })
  const secrets = fakeSecrets()
  const ports = fakePorts(secrets, async () => false, { verify: askWhoAmI })
  const signing = signIn(siteAt(sandbox.baseUrl), ports, { token: 'wrong' })
  await expect(signing).rejects.toMatchObject({ code: 'bad-token' })
  expect(sandbox.journal.entries).toHaveLength(1)
  expect(secrets.held.size).toBe(0)
})

test('a CAPTCHA is told apart from a wrong password', async () => {
  await using sandbox = await startSandbox({ issues: 1 })
  const site = siteAt(sandbox.baseUrl)
  const ports = fakePorts(fakeSecrets(), async () => false, { verify: askWhoAmI })
  for (let round = 0; round < 3; round += 1) {
    await expect(signIn(site, ports, { token: 'wrong' })).rejects.toMatchObject({ code: 'bad-token' })
  }
  await expect(signIn(site, ports, { token: 'mira' })).rejects.toMatchObject({ code: 'login-denied' })
})

test('a stored password that was refused is not sent again, by any process', async () => {
  await using sandbox = await startSandbox({ issues: 1 })
  const site = siteAt(sandbox.baseUrl)
  const secrets = fakeSecrets()
  await signIn(
    site,
    fakePorts(secrets, async () => false, { verify: askWhoAmI }),
    { token: 'mira' },
  )
  const dir = givenFolder()
  const source = credentialFor(site, { secrets, dir })
  const header = await source.authorization()
  await expect(source.renew(header)).rejects.toMatchObject({ code: 'sign-in-needed' })
  const other = credentialFor(site, { secrets, dir })
  await expect(other.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(await other.status()).toMatchObject({ state: 'sign-in-needed' })
})

test('a password with a colon and letters of any kind arrives as it is, a user name with a colon is refused', async () => {
  const shown: string[] = []
  const ports = fakePorts(fakeSecrets(), async () => false, {
    verify: async ({ apiBaseUrl, authorize }) => {
      shown.push(await authorize({ method: 'GET', url: new URL(apiBaseUrl) }))
      return { id: 'x', name: 'X' }
    },
  })
  const site = siteAt('https://jira.example')
  await signIn(site, ports, { token: ' pä:ss wörd ' })
  expect(Buffer.from((shown[0] ?? '').replace('Basic ', ''), 'base64').toString()).toBe('mira: pä:ss wörd ')
  const colon = signIn({ ...site, login: 'a:b' }, ports, { token: 'x' })
  await expect(colon).rejects.toMatchObject({ code: 'bad-token' })
  await expect(signIn(site, ports, { token: '' })).rejects.toMatchObject({ code: 'bad-token' })
  expect(shown).toHaveLength(1)
})

test('without a user name nothing is asked', async () => {
  const { login: _, ...site } = siteAt('https://jira.example')
  const ports = fakePorts(fakeSecrets(), async () => false)
  await expect(signIn(site, ports, { token: 'x' })).rejects.toMatchObject({ code: 'bad-site' })
})
