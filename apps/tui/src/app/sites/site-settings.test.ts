import { badgeColours, oauthModes, type Site, signInMethods } from '@mmd/auth'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { methodFacts } from '../../session/method-facts.ts'
import { readSettings } from './read-settings.ts'
import type { StoredFacts } from './setting-fields.ts'
import { arrangeSettings, checkSetting, settingsOf, valueOf } from './site-settings.ts'

const nothingStored: StoredFacts = {
  hasClientSecret: false,
  hasTlsPassphrase: false,
  hasProxyLogin: false,
  authorities: [],
}

const word = fc.stringMatching(/^[a-z]{1,8}$/)
const file = word.map((name) => `/etc/${name}.pem`)
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

/** Saved sites as the form may be opened on. */
const someSite: fc.Arbitrary<Site> = fc
  .record({
    deployment: fc.constantFrom('datacenter' as const, 'cloud' as const),
    method: fc.constantFrom(...signInMethods),
    text: word,
    badge: optional(fc.constantFrom(...badgeColours)),
    oauth: optional(fc.constantFrom(...oauthModes.filter((mode) => mode !== 'get-and-refresh'))),
    defaultView: optional(word),
    proxy: optional(fc.constantFrom('none', 'http://proxy.example.com:3128')),
    insecureHttp: optional(fc.constant(true)),
    systemCa: fc.boolean(),
    certFile: optional(file),
    keyFile: optional(file),
  })
  .map(({ deployment, method, text, systemCa, certFile, keyFile, ...others }) => {
    const { usesClient, usesBrowser, login } = methodFacts[method]
    const tls = {
      ...(systemCa ? { systemCa: true } : {}),
      ...(certFile === undefined ? {} : { certFile }),
      ...(certFile === undefined || keyFile === undefined ? {} : { keyFile }),
    }
    const rest = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined))
    return {
      name: text,
      baseUrl: `https://${text}.example.com`,
      deployment,
      method,
      version: '10.3.0',
      user: { id: text, name: text },
      ...rest,
      ...(usesClient
        ? { oauth2: { clientId: text, redirectUri: usesBrowser ? 'http://localhost/cb' : '', scope: 'WRITE' } }
        : {}),
      ...(method === 'oauth1' ? { oauth1: { consumerKey: text, callback: 'oob' } } : {}),
      ...(login === 'none' ? {} : { login: text }),
      ...(Object.keys(tls).length === 0 ? {} : { tls }),
      ...(deployment === 'cloud' ? { cloud: { cloudId: 'abc', authUrl: 'https://auth.example.com' } } : {}),
    }
  })

test('a form that nobody changed describes the site as it was', () => {
  fc.assert(
    fc.property(someSite, (site) => {
      const { tls, ...expected } = site
      const read = readSettings(site, settingsOf(site, nothingStored), nothingStored)
      const { certFile, keyFile, ...trust } = tls ?? {}
      expect(read.site).toEqual(Object.keys(trust).length === 0 ? expected : { ...expected, tls: trust })
      expect(read).toMatchObject({
        caFile: undefined,
        certificate: certFile === undefined ? undefined : { certFile, keyFile },
        clientSecret: undefined,
        forget: [],
      })
    }),
  )
})

test('every field of a saved site is judged to be right', () => {
  fc.assert(
    fc.property(someSite, (site) => {
      const shown = settingsOf(site, nothingStored).filter(({ hidden }) => hidden !== true)
      expect(shown.filter((field) => checkSetting(field) !== null)).toEqual([])
    }),
  )
})

const site: Site = { name: 'work', baseUrl: 'https://a.example.com', deployment: 'datacenter', method: 'pat' }

const changed = (of: Site, values: Readonly<Record<string, string>>, facts = nothingStored) => {
  const fields = settingsOf(of, facts).map((field) => ({ ...field, value: values[field.id] ?? field.value }))
  return readSettings(of, arrangeSettings(of)(fields), facts)
}

test('another method keeps the settings of the former one, for the way back', () => {
  const oauth2 = { clientId: 'id', redirectUri: 'http://localhost/cb', scope: 'READ' }
  const before: Site = { ...site, method: 'oauth2', oauth2 }
  expect(changed(before, { method: 'pat' }).site).toMatchObject({ method: 'pat', oauth2 })
  expect(changed(site, { method: 'oauth2', clientId: 'new' }).site.oauth2).toEqual({
    clientId: 'new',
    redirectUri: 'http://localhost:8734/oauth/redirect',
    scope: 'WRITE',
  })
})

test('under another address it is another site of the cloud', () => {
  const before: Site = { ...site, deployment: 'cloud', method: 'oauth2-cloud', cloud: { cloudId: 'abc' } }
  expect(changed(before, { url: 'https://b.example.com' }).site.cloud).toEqual({})
  expect(changed(before, { apiUrl: 'https://api.example.com/' }).site.cloud).toEqual({
    cloudId: 'abc',
    apiUrl: 'https://api.example.com',
  })
})

test('secrets go with what they are for', () => {
  const facts = { ...nothingStored, hasTlsPassphrase: true, hasProxyLogin: true, authorities: ['CN=Acme'] }
  const before: Site = { ...site, proxy: 'http://p.example.com:1', tls: { certFile: '/a.p12', ca: 'pem' } }
  expect(changed(before, {}, facts)).toMatchObject({ caFile: undefined, forget: [] })
  expect(changed(before, { certFile: '' }, facts).forget).toEqual(['tlsPassphrase'])
  expect(changed(before, { proxy: 'http://q.example.com:1' }, facts).forget).toEqual(['proxyLogin'])
  const renewed = changed(before, { proxy: 'http://me:new@p.example.com:1' }, facts)
  expect(renewed).toMatchObject({ forget: [], proxyLogin: 'me:new', site: { proxy: 'http://p.example.com:1' } })
  expect(changed(before, { ca: '' }, facts).caFile).toBeNull()
  expect(changed(before, { ca: '/new.pem' }, facts).caFile).toBe('/new.pem')
})

test('the value of a field has no blanks around it', () => {
  const fields = settingsOf(site, nothingStored).map((field) => ({ ...field, value: '  x ' }))
  expect(valueOf(fields, 'url')).toBe('x')
})
