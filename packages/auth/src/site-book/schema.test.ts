import { expect, test } from 'vitest'
import { testPem } from '../testing.ts'
import { parseSite, parseStoredBook } from './schema.ts'

const whole = {
  name: 'acme',
  baseUrl: 'https://jira.example/jira',
  deployment: 'datacenter',
  product: 'confluence',
  version: '10.3.24',
  method: 'oauth2',
  oauth2: { clientId: 'c', redirectUri: 'http://localhost/cb', scope: 'WRITE' },
  oauth1: { consumerKey: 'k', callback: 'oob' },
  cloud: { cloudId: 'c-1', authUrl: 'https://auth.example', apiUrl: 'http://localhost:8080/api' },
  login: 'mira',
  oauth: 'refresh',
  tls: { ca: testPem, systemCa: true, certFile: '/c.pem', keyFile: '/k.pem' },
  proxy: 'http://proxy.example:3128',
  badge: 'blue',
  defaultView: 'Untriaged bugs',
  insecureHttp: false,
  user: { id: 'mira', name: '' },
}

test('a site with everything in it is taken as it is', () => {
  expect(parseSite(whole)).toEqual(whole)
})

test.each([
  ['oauth2', 'datacenter'],
  ['oauth2-cloud', 'cloud'],
  ['oauth1', 'datacenter'],
  ['pat', 'datacenter'],
  ['api-token', 'cloud'],
  ['basic', 'datacenter'],
  ['client-credentials', 'cloud'],
])('%s on %s is a method', (method, deployment) => {
  const bare = { name: 'a', baseUrl: 'https://x.example', deployment, method }
  expect(parseSite(bare)).toEqual(bare)
})

test.each([
  ['name', { name: 'a b' }, 'name is not a site name'],
  ['name that is no text', { name: 7 }, 'name must be a text'],
  ['address', { baseUrl: 'https://jira.example/' }, 'baseUrl must be https and end without a slash'],
  ['address in the clear', { baseUrl: 'http://jira.example' }, 'baseUrl must be https'],
  ['empty address', { baseUrl: '' }, 'baseUrl must not be empty'],
  ['deployment', { deployment: 'server' }, 'deployment must be datacenter or cloud'],
  ['product', { product: 'jira' }, 'product must be confluence'],
  ['method', { method: 'saml' }, 'method must be one of oauth2, oauth2-cloud, oauth1'],
  ['client id', { oauth2: { ...whole.oauth2, clientId: '' } }, 'oauth2.clientId must not be empty'],
  ['redirect URL', { oauth2: { ...whole.oauth2, redirectUri: 'x\u0007' } }, 'oauth2.redirectUri has a control'],
  ['consumer key', { oauth1: { consumerKey: '', callback: 'oob' } }, 'oauth1.consumerKey must not be empty'],
  ['authorization server', { cloud: { authUrl: 'http://auth.example' } }, 'cloud.authUrl must be https'],
  ['gateway', { cloud: { apiUrl: 'https://api.example/' } }, 'cloud.apiUrl must be https and end'],
  ['gateway with a password', { cloud: { apiUrl: 'https://a:b@api.example' } }, 'cloud.apiUrl must be https'],
  ['mode', { oauth: 'sometimes' }, 'oauth must be one of off, refresh, get-and-refresh'],
  ['authority', { tls: { ca: 'hello' } }, 'tls.ca is no PEM'],
  ['flag', { tls: { systemCa: 'yes' } }, 'tls.systemCa must be true or false'],
  ['proxy', { proxy: 'proxy.example:3128' }, 'proxy must be an http address'],
  ['proxy with a password', { proxy: 'http://me:pw@proxy.example' }, 'proxy must be an http address without'],
  ['proxy of another kind', { proxy: 'socks5://proxy.example' }, 'proxy must be an http address'],
  ['badge', { badge: 'puce' }, 'badge is not a badge colour'],
  ['login', { login: 'mi\u001bra' }, 'login has a control character'],
  ['separator', { user: { id: 'mira', name: 'a\u2028b' } }, 'user.name has a control character'],
  ['turn of direction', { user: { id: 'mira', name: 'a\u202eb' } }, 'user.name has a control character'],
])('a wrong %s is named', (_, change, message) => {
  const refusal = { code: 'bad-site', message: expect.stringContaining(message) }
  expect(() => parseSite({ ...whole, ...change })).toThrow(expect.objectContaining(refusal))
})

test('plain http is taken where it was allowed, and on this machine', () => {
  const open = { ...whole, baseUrl: 'http://jira.example', insecureHttp: true }
  expect(parseSite(open).baseUrl).toBe('http://jira.example')
  expect(parseSite({ ...whole, baseUrl: 'http://localhost:2990/jira' }).baseUrl).toBe('http://localhost:2990/jira')
})

test('“none” is a proxy, and what a newer version wrote stays', () => {
  expect(parseSite({ ...whole, proxy: 'none', later: { x: 1 } })).toMatchObject({ proxy: 'none', later: { x: 1 } })
})

test.each([
  [{ version: 2, default: null, sites: [] }, 'version must be 1'],
  [{ version: 1, default: 7, sites: [] }, 'default must be a text'],
  [{ version: 1, default: null, sites: {} }, 'sites must be a list'],
  [{ version: 1, default: null, sites: [whole, { ...whole, name: 'ACME' }] }, 'sites has a name twice'],
  [{ version: 1, default: null, sites: [whole, { ...whole, name: '' }] }, 'sites[1].name is not a site name'],
  [7, 'the content '],
])('a wrong book is named: %#', (value, message) => {
  const refusal = { code: 'bad-file', message: expect.stringContaining(message), detail: '/sites.json' }
  expect(() => parseStoredBook(value, '/sites.json')).toThrow(expect.objectContaining(refusal))
})

test('a right book is taken as it is', () => {
  const book = { version: 1, default: 'acme', sites: [whole] }
  expect(parseStoredBook(book, '/sites.json')).toEqual(book)
})
