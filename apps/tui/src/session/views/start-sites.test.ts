import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sayMissing } from '../../app/say-where-from.ts'
import { testSite } from '../../app/testing.ts'
import { noSources } from './all-views.ts'
import { startSites } from './start-sites.ts'

const sources = {
  ...noSources,
  config: [
    { id: 'both', title: 'Both', jql: 'a = 1', sites: ['work', 'lab', 'gone', 'lost'] },
    { id: 'away', title: 'Away', jql: 'a = 1', sites: ['gone'] },
    { id: 'plain', title: 'Plain', jql: 'a = 1' },
  ],
}

/** What is begun with where these sites are saved. */
const begun = (defaultView: string | undefined, wish: { readonly site?: string; readonly view?: string }) => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(folder, { recursive: true })
  const site = (name: string) => testSite(name, name === 'work' && defaultView !== undefined ? { defaultView } : {})
  const book = { version: 1, default: 'work', sites: [site('work'), site('lab')] }
  writeFileSync(join(folder, 'sites.json'), JSON.stringify(book), { mode: 0o600 })
  const start = startSites({ config: folder }, { site: wish.site, view: wish.view }, sources)
  return start && { ...start, sites: start.sites.map(({ name }) => name) }
}

test('a default view over several sites opens all of them, as the same view does when it is asked for', () => {
  const both = { sites: ['work', 'lab'], view: 'Both', missing: ['gone', 'lost'] }
  expect(begun('Both', {})).toEqual(both)
  expect(begun(undefined, { view: 'Both' })).toEqual(both)
  expect(begun('Plain', {})).toEqual({ sites: ['work'], view: undefined, missing: [] })
  // A site that is named is meant.
  expect(begun('Both', { site: 'work' })).toEqual({ sites: ['work'], view: undefined, missing: [] })
  expect(begun('Both', { view: 'Plain' })).toEqual({ sites: ['work'], view: 'Plain', missing: [] })
})

test('sites of a view that are not saved are said', () => {
  expect(begun(undefined, { view: 'Away' })).toEqual({ sites: ['work'], view: 'Away', missing: ['gone'] })
  const said: string[] = []
  const app = { toast: (_tone: string, text: string) => void said.push(text) }
  sayMissing(app, 'Both', ['gone', 'lost'])
  sayMissing(app, 'Away', ['gone'])
  sayMissing(app, 'Plain', [])
  expect(said).toEqual([
    'Both is over more sites: no Jira called gone or lost is saved here',
    'Away is over more sites: no Jira called gone is saved here',
  ])
})
