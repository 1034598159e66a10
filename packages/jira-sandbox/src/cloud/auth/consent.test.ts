import { expect, test } from 'vitest'
import { findForm, type HtmlForm } from '../../robot/html-form.ts'
import { createRobot } from '../../robot/robot.ts'
import { mira, startTestCloud, type TestCloud } from '../testing.ts'

interface Opened {
  readonly html: string
  readonly allow: HtmlForm
  /** Sends the form with changed fields; the address that the browser is sent to. */
  readonly send: (changes: Readonly<Record<string, string>>) => Promise<URL>
}

const formOf = (html: string, id: string): HtmlForm => {
  const form = findForm(html, id)
  if (form === undefined) throw new Error(`There is no form with #${id}`)
  return form
}

/** Logs in and stops at the consent page. */
const openConsent = async (client: TestCloud): Promise<Opened> => {
  const robot = createRobot()
  const start = await robot.open(client.authorizeUrl())
  const login = await robot.open(start.location ?? '')
  const form = formOf(login.html, 'login-submit')
  const after = await robot.submit(login.url, { ...form, fields: { ...form.fields, ...mira } })
  const page = await robot.open(after.location ?? '')
  const allow = formOf(page.html, 'allow')
  return {
    html: page.html,
    allow,
    send: async (changes) => {
      const end = await robot.submit(page.url, { ...allow, fields: { ...allow.fields, ...changes } })
      return new URL(end.location ?? page.url)
    },
  }
}

test('The consent page names the app, the person, the scopes and where one goes afterwards', async () => {
  await using client = await startTestCloud({}, { name: 'Triage <b>' })
  const { html } = await openConsent(client)
  expect(html).toContain('<strong id="client-name">Triage &#60;b&#62;</strong>')
  expect(html).toContain('<strong id="user-name">Mira Lindqvist</strong>')
  expect(html).toContain('write:jira-work')
  expect(html).toContain('id="not-reviewed"')
  expect(html).toContain('http://127.0.0.1:1/callback')
  expect(html).not.toContain('<script')
})

test('An app of account-level access offers no choice of site', async () => {
  await using client = await startTestCloud()
  const { html } = await openConsent(client)
  expect(html).not.toContain('<select')
  expect(html).toContain(client.cloud.siteUrl)
  expect(html).toContain(client.cloud.otherSiteUrl)
})

test('An app of resource-level access offers the sites of the person', async () => {
  await using client = await startTestCloud({}, { access: 'resource' })
  const { html } = await openConsent(client)
  expect(html).toContain('<select id="site" name="site">')
  expect(html).toContain(`<option value="${client.cloud.cloudId}">acme (${client.cloud.siteUrl})</option>`)
  expect(html).toContain(`<option value="${client.cloud.otherCloudId}">`)
})

test('A site that is not among the choices is refused', async () => {
  await using client = await startTestCloud({}, { access: 'resource' })
  client.cloud.setSites(mira.email, [client.cloud.cloudId])
  const { send } = await openConsent(client)
  expect((await send({ site: client.cloud.otherCloudId })).pathname).toBe('/auth/error')
})

test.each([
  ['a foreign callback', { redirect_uri: 'http://127.0.0.1:2/steal' }],
  ['no XSRF token of the session', { csrf: 'guessed' }],
  ['an unknown client', { client_id: 'nobody' }],
])('A consent with %s gives out no code', async (_what, changes: Record<string, string>) => {
  await using client = await startTestCloud()
  const { send } = await openConsent(client)
  const end = await send(changes)
  expect(end.pathname).toBe('/auth/error')
  expect(end.searchParams.has('code')).toBe(false)
})

test('A consent with more scopes than the app registered gives out no code', async () => {
  await using client = await startTestCloud()
  const { send } = await openConsent(client)
  const end = await send({ scope: 'manage:jira-configuration' })
  expect(end.searchParams.get('error')).toBe('invalid_scope')
})

test('A wrong password keeps the browser at the login page', async () => {
  await using client = await startTestCloud()
  expect((await client.consent({}, { password: 'wrong' })).pathname).toBe('/auth/login')
})

test('An account that was switched off cannot log in', async () => {
  await using client = await startTestCloud()
  const body = new URLSearchParams({ email: 'old.hand@acme.example', password: 'old.hand' })
  const answer = await fetch(`${client.cloud.authUrl}/login`, { method: 'POST', body, redirect: 'manual' })
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
})

test.each(['https://evil.example/', '//evil.example', '/login', '/\\evil.example'])(
  'The login page sends nobody on to %s',
  async (destination) => {
    await using client = await startTestCloud()
    const body = new URLSearchParams({ ...mira, continue: destination })
    const answer = await fetch(`${client.cloud.authUrl}/login`, { method: 'POST', body, redirect: 'manual' })
    expect(answer.headers.get('location')).toBe(`${client.cloud.authUrl}/login`)
  },
)
