import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInvite, secretKeys } from '@mmd/auth'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { startJoin } from './invite-flow.ts'
import { answer, dialogText, draws, givenHome, saved, shows, type TestHome, worldAt } from './sites/testing.ts'
import { startSiteTask } from './sites-flow.ts'
import { testNow, testSite, type World } from './testing.ts'

const passphrase = 'four words are better'
const oauth2 = { clientId: 'the-id', redirectUri: 'http://localhost/oauth/redirect', scope: 'WRITE' }
const secret = 'the-client-secret'

let home: TestHome
let colleague: TestHome

const given = (): TestHome => {
  const made = givenHome()
  onTestFinished(() => made[Symbol.dispose]())
  return made
}
beforeEach(() => {
  home = given()
  colleague = given()
})

/** A world with a site whose invite is being written. */
const exporting = async (): Promise<World> => {
  const site = await saved(home, testSite('work', { method: 'oauth2', oauth2, defaultView: 'mine' }))
  await (await home.secrets()).set(secretKeys('work').clientSecret, secret)
  const world = worldAt(home, { sites: [site] })
  startSiteTask(world.app, { kind: 'export', site }, home.surroundings)
  return world
}

const joining = (): World => {
  const world = worldAt(colleague)
  startJoin(world.app, colleague.surroundings)
  return world
}

test('an invite is written on one machine and joined on another, and the secret is seen on neither', async () => {
  const world = await exporting()
  answer(world, 'Ask ann about it')
  world.paste(passphrase)
  expect(dialogText(world)).not.toContain(passphrase)
  world.press('enter')
  answer(world, passphrase)
  expect(world.modal('prompt').buffer.text).toBe('~/work-invite.json')
  world.press('enter')
  const file = join(home.folder, 'work-invite.json')
  await draws(world, new RegExp(`Written to .*work-invite\\.json`))
  world.press('y')
  expect(world.copied).toEqual([file])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toContain(secret)

  const other = joining()
  answer(other, file)
  await shows(other, 'prompt', 'Its passphrase')
  answer(other, 'something else')
  await other.until(({ modals: [top] }) => top?.kind === 'prompt' && top.masked && top.error !== null)
  answer(other, passphrase)
  await shows(other, 'message', 'Joining stores this')
  const shown = dialogText(other)
  expect(shown).toMatch(/Host +work\.example\.com/)
  expect(shown).toMatch(/Client ID +the-id/)
  expect(shown).toMatch(/Its writer says +“Ask ann about it”/)
  expect(shown).not.toContain(secret)
  expect(await (await colleague.book()).list()).toEqual([])
  other.press('enter')
  await shows(other, 'prompt', 'A short name')
  expect(other.modal('prompt').buffer.text).toBe('work')
  other.press('enter')
  await shows(other, 'sign-in', 'work.example.com')
  expect(await (await colleague.book()).get('work')).toMatchObject({ method: 'oauth2', oauth2, defaultView: 'Mine' })
  expect(await (await colleague.secrets()).get(secretKeys('work').clientSecret)).toBe(secret)
  other.press('esc')
})

test('a weak passphrase, two that differ and a file that lies there are said, and nothing else is lost', async () => {
  writeFileSync(join(home.folder, 'taken.json'), 'mine')
  const world = await exporting()
  answer(world, 'a note')
  answer(world, 'short')
  expect(world.modal('prompt').error).toContain('at least 8 characters')
  answer(world, passphrase)
  answer(world, 'another one')
  expect(world.modal('prompt').error).toContain('not the same')
  answer(world, passphrase)
  answer(world, passphrase)
  answer(world, '~/taken.json')
  await shows(world, 'prompt', 'A file lies there already')
  expect(readFileSync(join(home.folder, 'taken.json'), 'utf8')).toBe('mine')
  world.press('esc', 'esc')
  expect(world.modal('prompt').buffer.text).toBe('a note')
})

test('a site without a shared secret may be handed on unsealed, and joining says that nothing vouches for it', async () => {
  const site = await saved(home, testSite('work', { method: 'basic', login: 'mia' }))
  const world = worldAt(home, { sites: [site] })
  startSiteTask(world.app, { kind: 'export', site }, home.surroundings)
  world.press('enter', 'enter')
  expect(world.modal('prompt').title).toContain('file')
  world.press('enter')
  await draws(world, /It is not sealed/)
  const other = joining()
  answer(other, join(home.folder, 'work-invite.json'))
  await draws(other, /! Nothing vouches for this invite/)
  other.press('enter')
  expect(other.modal('prompt').title).toBe('Your user name')
  answer(other, 'ann')
  await shows(other, 'prompt', 'A short name')
  other.press('enter')
  await shows(other, 'sign-in', 'Password of ann')
  expect(await (await colleague.book()).get('work')).toMatchObject({ method: 'basic', login: 'ann' })
})

test('an invite may be pasted as text; another name is proposed for one that is taken', async () => {
  await saved(colleague, testSite('work'))
  const site = testSite('work', { tls: { ca: testCertificates.ca }, proxy: 'http://proxy.example.com:3128' })
  const text = await createInvite({ site, now: testNow })
  const other = joining()
  answer(other, text)
  await draws(other, /All of it goes through the proxy http:\/\/proxy\.example\.com:3128/)
  expect(dialogText(other)).toMatch(/Trusts +CN=/)
  expect(dialogText(other)).toMatch(/Proxy +http:\/\/proxy\.example\.com:3128/)
  other.press('enter')
  await shows(other, 'prompt', 'A short name')
  expect(other.modal('prompt').buffer.text).toBe('example')
  other.press('esc')
  await shows(other, 'message', 'Joining stores this')
  other.press('esc')
  expect(other.modal('prompt')).toMatchObject({ title: 'Join with an invite', buffer: { text: '' } })
})

test('what is no invite, and a file that is not there, are said with what was typed', async () => {
  const other = joining()
  answer(other, '/nowhere/invite.json')
  await shows(other, 'prompt', 'The file cannot be read (ENOENT)')
  expect(other.modal('prompt').buffer.text).toBe('/nowhere/invite.json')
  answer(other, '{"format":"something else"}')
  await shows(other, 'prompt', 'not an invite')
  other.press('esc')
  expect(other.state().modals).toEqual([])
})

test('an invite that was changed is refused', async () => {
  const site = testSite('work', { method: 'oauth2', oauth2 })
  const { Secret } = await import('@mmd/auth')
  const text = await createInvite({ site, now: testNow, secret: new Secret(secret), passphrase })
  const other = joining()
  answer(other, text.replace('work.example.com', 'evil.example.com'))
  await shows(other, 'prompt', 'Its passphrase')
  answer(other, passphrase)
  await shows(other, 'prompt', 'Join with an invite')
  expect(other.modal('prompt').error).toContain('changed')
  expect(await (await colleague.book()).list()).toEqual([])
})

test('what a stranger wrote into an invite is shown as text, and cannot pose as the program’s own', async () => {
  const note = 'Host            good.example.com\nAll is well'
  const text = await createInvite({ site: testSite('work'), now: testNow, note })
  const other = joining()
  answer(other, text)
  await shows(other, 'message', 'Joining stores this')
  const hosts = dialogText(other)
    .split('\n')
    .filter((line) => line.startsWith('│ Host '))
  expect(hosts).toEqual([expect.stringContaining('work.example.com')])
})
