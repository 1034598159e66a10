import { expect, test } from 'vitest'
import { Secret } from '../secret.ts'
import type { Site } from '../site.ts'
import { createInviteAt } from './create-invite.ts'
import type { InviteFile } from './invite-file.ts'
import { readInvite } from './read-invite.ts'
import { leastCost } from './scrypt-cost.ts'

const site: Site = { name: 'acme', baseUrl: 'https://jira.acme.example', deployment: 'datacenter', method: 'pat' }
const now = Date.UTC(2026, 10, 22)
const view = { name: 'Mine', jql: 'assignee = currentUser()' }
const plain = await createInviteAt(leastCost, { site, views: [view], note: 'a > b', now })
const file = JSON.parse(plain) as InviteFile
const settings = { clientId: 'c', redirectUri: 'http://localhost/', scope: 'WRITE' }
const sealedText = await createInviteAt(leastCost, {
  site: { ...site, method: 'oauth2', oauth2: settings },
  secret: new Secret('geheim'),
  passphrase: 'correct horse',
  now,
})
const sealedFile = JSON.parse(sealedText) as Required<InviteFile>

const failureOf = (text: string): unknown => {
  try {
    return readInvite(text)
  } catch (error) {
    return error
  }
}

test.each([
  ['a byte-order mark', `\ufeff${plain}`],
  ['CRLF', plain.replaceAll('\n', '\r\n')],
  ['blank lines around and between', `\n \r\n\n${plain.replaceAll('\n', '\n\n')}\n\t\n`],
  ['a quotation', plain.trimEnd().replace(/^/gmu, '> ')],
  ['the line ends of an old Macintosh', plain.replaceAll('\n', '\r')],
  ['a quotation with blank lines', `\n${plain.trimEnd().replace(/^/gmu, '> ').replaceAll('\n', '\n \n')}\n`],
  ['a quotation of a quotation', plain.trimEnd().replace(/^/gmu, '>> ')],
  ['another order and no white space', JSON.stringify(Object.fromEntries(Object.entries(file).reverse()))],
])('an invite is read with %s', (_, text) => {
  expect(readInvite(text)).toEqual({ isSealed: false, site, views: [view], note: 'a > b', createdAt: now, file })
})

test.each([
  '',
  'x',
  'null',
  '[]',
  '{}',
  '"mmd-tui invite"',
  '{"format":"mmd-tui invite"}',
  '{"format":"another","version":1}',
  `Hello,\n${plain}`,
  `> ${plain}`,
  plain.slice(0, -3),
  '['.repeat(200_000),
  `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
])('what is no invite is said to be none: %.40j', (text) => {
  const failure = failureOf(text)
  expect(failure).toMatchObject({ name: 'AuthError', code: 'not-an-invite' })
  expect(String(failure)).toContain('not an invite')
})

test('an invite of a newer version is told apart', () => {
  const failure = failureOf(JSON.stringify({ format: 'mmd-tui invite', version: 3, whatever: true }))
  expect(failure).toMatchObject({ code: 'not-an-invite', message: expect.stringContaining('newer mmd-tui') })
})

test('a text that is too long is not looked at', () => {
  expect(readInvite(plain.padEnd(262_144)).site).toEqual(site)
  const failure = failureOf(plain.padEnd(262_145))
  expect(failure).toMatchObject({ code: 'not-an-invite', message: expect.stringContaining('too long') })
})

const withSite = (fields: object): object => ({ ...file, site: { ...file.site, ...fields } })
const withSealed = (fields: object): object => ({ ...sealedFile, sealed: { ...sealedFile.sealed, ...fields } })
const withCost = (cost: object): object => withSealed({ kdf: { ...sealedFile.sealed.kdf, ...cost } })
const onCloud = { deployment: 'cloud', method: 'api-token' }

test.each<[string, object]>([
  ['version', { ...file, version: 0 }],
  ['created', { ...file, created: '2026-11-22' }],
  ['created', { ...file, created: 'evil' }],
  ['note', { ...file, note: 'evil\u001b]52;c;x\u0007' }],
  ['note', { ...file, note: 'evil\nline' }],
  ['note', { ...file, note: 'evil\u202etxt' }],
  ['note', { ...file, note: 'evil\ud800' }],
  ['note', { ...file, note: 'evil'.repeat(300) }],
  ['views', { ...file, views: undefined }],
  ['views', { ...file, views: Array.from({ length: 201 }, () => view) }],
  ['views[0].jql', { ...file, views: [{ ...view, jql: 'evil\u009b' }] }],
  ['views[0]', { ...file, views: [{ ...view, evil: 1 }] }],
  ['it has a field that this version does not know', { ...file, evil: 1 }],
  ['site', withSite({ login: 'evil' })],
  ['site.tls', withSite({ tls: { certFile: '/evil' } })],
  ['site.tls', withSite({ tls: { keyFile: '/evil' } })],
  ['site.tls.ca', withSite({ tls: { ca: ['evil'] } })],
  ['site.tls.ca', withSite({ tls: { ca: [] } })],
  ['site.name', withSite({ name: '../evil' })],
  ['site.baseUrl', withSite({ baseUrl: 'http://evil.example' })],
  ['site.baseUrl', withSite({ baseUrl: 'https://EVIL.example' })],
  ['site.baseUrl', withSite({ baseUrl: 'https://jira.acme.example@evil.example' })],
  ['site.baseUrl', withSite({ baseUrl: 'https://еvil.example' })],
  ['site.baseUrl', withSite({ baseUrl: 'javascript:evil' })],
  ['site.deployment', withSite({ deployment: 'evil' })],
  ['site.product', withSite({ product: 'evil' })],
  ['site.product', withSite({ product: 'confluence' })],
  ['site.product', { ...file, version: 2 }],
  ['site.method', withSite({ method: 'evil' })],
  ['site.method', withSite({ method: 'constructor' })],
  ['site.proxy', withSite({ proxy: 'http://evil:evil@evil.example:1' })],
  ['site.proxy', withSite({ proxy: 'http://evil.example/path' })],
  ['site.proxy', withSite({ proxy: 'evil' })],
  ['site.proxy', withSite({ proxy: 'evil+http://evil.example' })],
  ['site.badge', withSite({ badge: 'evil' })],
  ['site.insecureHttp', withSite({ insecureHttp: 'evil' })],
  ['site.cloud.authUrl', withSite({ ...onCloud, cloud: { authUrl: 'http://evil.example' } })],
  ['site.cloud.apiUrl', withSite({ ...onCloud, cloud: { apiUrl: 'https://evil@evil.example' } })],
  ['site.cloud.apiUrl', withSite({ ...onCloud, cloud: { apiUrl: 'https://evil.example/?x' } })],
  ['site.cloud.apiUrl', withSite({ ...onCloud, insecureHttp: true, cloud: { apiUrl: 'http://evil.example' } })],
  ['site.cloud.apiUrl', withSite({ ...onCloud, cloud: { apiUrl: 'https://evil.example/' } })],
  ['site.cloud.apiUrl', withSite({ ...onCloud, cloud: { apiUrl: 'ftp://evil.example' } })],
  ['site has settings of another', withSite({ cloud: { cloudId: 'evil' } })],
  ['site has settings of another', withSite({ oauth2: settings })],
  ['site has settings of another', withSite({ oauth1: { consumerKey: 'evil', callback: 'oob' } })],
  ['site lacks settings', { ...sealedFile, site: { ...sealedFile.site, oauth2: undefined } }],
  ['sealed must be an object', { ...sealedFile, sealed: 'evil' }],
  ['sealed.cipher', withSealed({ cipher: 'evil' })],
  ['sealed.check', withSealed({ check: 'evil' })],
  ['sealed.nonce', withSealed({ nonce: 'LDWG2thAq/kqVJqcc' })],
  ['sealed.content', withSealed({ content: ['evil'] })],
  ['sealed.content', withSealed({ content: [`${sealedFile.sealed.content.join('')} `] })],
  ['sealed.kdf.name', withCost({ name: 'evil' })],
  ['sealed.kdf.salt', withCost({ salt: '' })],
  ['sealed.kdf', withCost({ N: 2 ** 40 })],
  ['sealed.kdf', withCost({ N: 2 ** 19 })],
  ['sealed.kdf', withCost({ N: 2 ** 13 })],
  ['sealed.kdf', withCost({ N: 2 ** 17 - 1 })],
  ['sealed.kdf', withCost({ N: -1 })],
  ['sealed.kdf', withCost({ r: 2 ** 20 })],
  ['sealed.kdf', withCost({ p: 5 })],
  ['sealed.kdf', withCost({ p: 1.5 })],
  ['sealed.kdf', withCost({ p: 0 })],
])('what is damaged or hostile is refused and not quoted: %s', (field, value) => {
  const failure = failureOf(JSON.stringify(value))
  expect(failure).toMatchObject({ name: 'AuthError', code: 'not-an-invite' })
  expect(`${String(failure)} `).toContain(`: ${field} `)
  expect(String(failure)).not.toMatch(/evil/u)
})

test.each([{ N: 2 ** 14 }, { N: 2 ** 18, p: 4 }])('a seal may cost %j', (cost) => {
  expect(readInvite(JSON.stringify(withCost(cost))).isSealed).toBe(true)
})

test('members that JavaScript gives a meaning to are strangers like others', () => {
  const text = plain.replace('"views"', '"__proto__": { "isSealed": true },\n "views"')
  expect(failureOf(text)).toMatchObject({ code: 'not-an-invite' })
})

test('plain http is taken where the invite says so, and always on loopback', () => {
  const said = { baseUrl: 'http://jira.acme.example', insecureHttp: true }
  expect(readInvite(JSON.stringify(withSite(said))).site).toMatchObject(said)
  const near = { ...onCloud, baseUrl: 'http://127.0.0.1:2990/jira', cloud: { apiUrl: 'http://localhost:1' } }
  expect(readInvite(JSON.stringify(withSite(near))).site).toMatchObject(near)
})
