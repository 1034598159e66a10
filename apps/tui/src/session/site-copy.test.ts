import { join } from 'node:path'
import { expect, test } from 'vitest'
import { siteCopy } from './site-copy.ts'

const folders = { data: '/data' }
const site = { name: 'work', baseUrl: 'https://jira.example.com', user: { id: 'mia', name: 'Mia' } }

test('a copy belongs to one person on one site, and lies under the name of the site', () => {
  expect(siteCopy(folders, site)).toEqual({
    folder: join('/data', 'sites', 'work'),
    identity: 'https://jira.example.com mia',
  })
  const other = { ...site, user: { id: 'ann', name: 'Ann' } }
  expect(siteCopy(folders, other).identity).not.toBe(siteCopy(folders, site).identity)
})

test('with a token for one run the copy is another one, which does not tell the token', () => {
  const copy = siteCopy(folders, site, 'very-secret')
  expect(copy.folder).not.toBe(siteCopy(folders, site).folder)
  expect(copy.identity).not.toBe(siteCopy(folders, site, 'another').identity)
  expect(JSON.stringify(copy)).not.toContain('very-secret')
})

test('while nobody is known nothing of the last person is touched', () => {
  const { user: _, ...nobody } = site
  expect(siteCopy(folders, nobody).folder).not.toBe(siteCopy(folders, site).folder)
})
