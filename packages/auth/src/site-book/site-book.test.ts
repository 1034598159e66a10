import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { fakeSecrets, givenFolder, runNode } from '../testing.ts'
import { forgetSite, renameSite } from './forget-site.ts'
import { openSiteBook } from './site-book.ts'

const acme: Site = { name: 'acme', baseUrl: 'https://jira.acme.example', deployment: 'datacenter', method: 'pat' }
const other: Site = { ...acme, name: 'other' }

test('a saved site is there for the next process, in a file for its owner alone', async () => {
  const dir = join(givenFolder(), 'config')
  await (await openSiteBook({ dir })).add(acme)
  const book = await openSiteBook({ dir })
  expect(await book.list()).toEqual([acme])
  expect(await book.default()).toEqual(acme)
  expect(statSync(book.path).mode & 0o777).toBe(0o600)
  expect(statSync(dir).mode & 0o777).toBe(0o700)
})

test('a name that differs by case only is taken', async () => {
  const book = await openSiteBook({ dir: givenFolder() })
  await book.add(acme)
  await expect(book.add({ ...acme, name: 'ACME' })).rejects.toMatchObject({ code: 'site-exists' })
  await book.add(other)
  await expect(book.rename('other', 'Acme')).rejects.toMatchObject({ code: 'site-exists' })
})

test('a site that would not work is not saved', async () => {
  const book = await openSiteBook({ dir: givenFolder() })
  await expect(book.add({ ...acme, name: '../x' })).rejects.toMatchObject({ code: 'bad-site' })
  await expect(book.add({ ...acme, baseUrl: 'http://jira.acme.example' })).rejects.toMatchObject({ code: 'bad-site' })
  await book.add(acme)
  await expect(book.update('acme', { baseUrl: 'https://x.example/' })).rejects.toThrow(/baseUrl/u)
  expect(await book.list()).toEqual([acme])
})

test('the default follows a rename and moves on when its site goes', async () => {
  const book = await openSiteBook({ dir: givenFolder() })
  await book.add(acme)
  await book.add(other)
  await book.setDefault('other')
  await book.rename('other', 'ops')
  expect((await book.default())?.name).toBe('ops')
  await book.remove('ops')
  expect((await book.default())?.name).toBe('acme')
  await expect(book.setDefault('ops')).rejects.toMatchObject({ code: 'no-such-site' })
})

test('an update changes what it names and can take an optional field away', async () => {
  const book = await openSiteBook({ dir: givenFolder() })
  await book.add({ ...acme, badge: 'red' })
  await book.update('acme', { badge: undefined, version: '10.3.1' })
  expect(await book.get('acme')).toEqual({ ...acme, version: '10.3.1' })
})

test('fields of a newer version survive a change', async () => {
  const dir = givenFolder()
  const written = { version: 1, default: null, later: [1], sites: [{ ...acme, colourOfTheSky: 'blue' }] }
  writeFileSync(join(dir, 'sites.json'), JSON.stringify(written))
  const book = await openSiteBook({ dir })
  await book.update('acme', { badge: 'green' })
  const kept: unknown = JSON.parse(readFileSync(book.path, 'utf8'))
  expect(kept).toMatchObject({ later: [1], sites: [{ colourOfTheSky: 'blue', badge: 'green' }] })
})

test.each([
  ['{\n"version": 1,\n"sites": [,]\n}', /line 3/u],
  ['{"version": 2, "default": null, "sites": []}', /version must be 1/u],
  [JSON.stringify({ version: 1, default: null, sites: [{ ...acme, method: 'magic' }] }), /sites\[0\]\.method/u],
  [JSON.stringify({ version: 1, default: null, sites: [acme, acme] }), /sites has a name twice/u],
  [
    JSON.stringify({ version: 1, default: null, sites: [{ ...acme, user: { id: 'mira', name: '\u001b]0;x\u0007' } }] }),
    /sites\[0\]\.user\.name has a control character/u,
  ],
])('a damaged file is reported and left alone: %s', async (text, message) => {
  const dir = givenFolder()
  const path = join(dir, 'sites.json')
  writeFileSync(path, text)
  await expect(openSiteBook({ dir })).rejects.toMatchObject({ code: 'bad-file', detail: path })
  await expect(openSiteBook({ dir })).rejects.toThrow(message)
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('a file that is damaged later is not written over', async () => {
  const book = await openSiteBook({ dir: givenFolder() })
  await book.add(acme)
  writeFileSync(book.path, 'oops')
  await expect(book.add(other)).rejects.toMatchObject({ code: 'bad-file' })
  expect(readFileSync(book.path, 'utf8')).toBe('oops')
})

test('a folder in the place of the file is reported', async () => {
  const dir = givenFolder()
  mkdirSync(join(dir, 'sites.json'))
  await expect(openSiteBook({ dir })).rejects.toMatchObject({ code: 'bad-file' })
})

test('processes that add sites at the same time do not lose each other’s', async () => {
  const dir = givenFolder()
  const script = `
    const { openSiteBook } = await import(${JSON.stringify(new URL('site-book.ts', import.meta.url).href)})
    const book = await openSiteBook({ dir: process.argv[1] })
    for (const n of [1, 2, 3, 4]) await book.add({ ...${JSON.stringify(acme)}, name: 's' + process.argv[2] + '-' + n })`
  const runs = await Promise.all(['a', 'b', 'c', 'd'].map((name) => runNode(script, [dir, name])))
  expect(runs.map((run) => run.stderr)).toEqual(['', '', '', ''])
  expect(await (await openSiteBook({ dir })).list()).toHaveLength(16)
})

test('forgetting a site removes its secrets, renaming takes them along', async () => {
  const book = await openSiteBook({ dir: givenFolder() })
  const secrets = fakeSecrets({ [secretKeys('acme').clientSecret]: 's', [secretKeys('acme').credential]: 'c' })
  await book.add(acme)
  await renameSite(book, secrets, 'acme', 'work')
  expect(Object.fromEntries(secrets.held)).toEqual({ 'site/work/client-secret': 's', 'site/work/credential': 'c' })
  await expect(forgetSite(book, secrets, 'acme')).rejects.toMatchObject({ code: 'no-such-site' })
  await forgetSite(book, secrets, 'work')
  expect(secrets.held.size).toBe(0)
  expect(await book.list()).toEqual([])
})
