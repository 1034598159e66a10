import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSiteBook, type SecretStore, type Site, type SiteBook } from '@mmd/auth'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeSite, needsSignIn } from './change-site.ts'

const before: Site = {
  name: 'acme',
  baseUrl: 'https://jira.acme.example',
  deployment: 'datacenter',
  method: 'oauth2',
  oauth2: { clientId: 'abc', redirectUri: 'http://localhost:8734/x', scope: 'WRITE' },
  user: { id: 'mira', name: 'Mira' },
}

const storeOf = (held: Record<string, string>, refuses?: string): SecretStore => ({
  kind: 'file',
  where: 'memory',
  get: async (key) => held[key],
  set: async (key, value) => {
    if (key === refuses) throw new Error('the disk is full')
    held[key] = value
  },
  delete: async (key) => void delete held[key],
})

let dir = ''
let book: SiteBook
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'mmd-change-'))
  book = await openSiteBook({ dir })
  await book.add(before)
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('a site that changes', () => {
  test('loses what it has no longer, and keeps a sign-in that still fits', async () => {
    const held = { 'site/acme/credential': 'token' }
    const { user: _, ...rest } = before
    const after = await changeSite(book, storeOf(held), { before, after: { ...rest, badge: 'red' } })
    expect(after).toEqual({ ...rest, badge: 'red' })
    expect(held).toEqual({ 'site/acme/credential': 'token' })
  })

  test('forgets the credential and its owner with the address', async () => {
    const held = { 'site/acme/credential': 'token', 'site/acme/pending': 'x', 'site/acme/client-secret': 'secret' }
    const moved = { ...before, baseUrl: 'https://other.example' }
    expect(await changeSite(book, storeOf(held), { before, after: moved })).not.toHaveProperty('user')
    expect(held).toEqual({ 'site/acme/client-secret': 'secret' })
  })

  test('keeps the login of its proxy from another one, unless that has the same', async () => {
    const held = { 'site/acme/proxy-login': 'ada:geheim' }
    const at = (proxy: string): Site => ({ ...before, proxy })
    const change = (from: string, to: string): Promise<Site> =>
      changeSite(book, storeOf(held), { before: at(from), after: at(to) })
    await change('http://proxy.example:1', 'http://proxy.example:2')
    await change('http://proxy.example:2', 'none')
    expect(held).toEqual({ 'site/acme/proxy-login': 'ada:geheim' })
    await changeSite(book, storeOf(held), {
      before: at('http://proxy.example:1'),
      after: at('http://other.example:1'),
      proxyLogin: 'ada:given-anew',
    })
    expect(held).toEqual({ 'site/acme/proxy-login': 'ada:given-anew' })
    await change('http://other.example:1', 'http://proxy.example:1')
    expect(held).toEqual({})
  })

  test('stays as it was, with its sign-in, when a secret cannot be stored', async () => {
    const held = { 'site/acme/credential': 'token' }
    const secrets = storeOf(held, 'site/acme/client-secret')
    const change = { before, after: { ...before, baseUrl: 'https://other.example' }, clientSecret: 'new' }
    await expect(changeSite(book, secrets, change)).rejects.toThrow('the disk is full')
    expect(await book.get('acme')).toEqual(before)
    expect(held).toEqual({ 'site/acme/credential': 'token' })
  })
})

test.each<[string, Partial<Site>, boolean]>([
  ['the badge', { badge: 'red' }, false],
  ['the scope', { oauth2: { clientId: 'abc', redirectUri: 'http://localhost:8734/x', scope: 'READ' } }, false],
  ['a login that the method does not use', { login: 'ada' }, false],
  ['the method', { method: 'pat' }, true],
  ['the client', { oauth2: { clientId: 'def', redirectUri: 'http://localhost:8734/x', scope: 'WRITE' } }, true],
  ['the redirect URL', { oauth2: { clientId: 'abc', redirectUri: 'http://localhost:9/x', scope: 'WRITE' } }, true],
  ['the kind of server', { deployment: 'cloud' }, true],
])('with %s changed, whether another sign-in is needed is %3$s', (_what, change, isNeeded) => {
  expect(needsSignIn({ before, after: { ...before, ...change } })).toBe(isNeeded)
})
