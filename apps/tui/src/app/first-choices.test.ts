import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configFile } from '../config/config-file.ts'
import { loadConfig } from '../config/load-config.ts'
import { emptyBook } from '../session/views/view-book.ts'
import { firstChoices } from './first-choices.ts'
import { testFolder } from './testing.ts'

const nothingKept = { book: emptyBook, folder: [] }
const crashes = 'views: [{ title: Crashes, jql: type = Bug }]\n'

const placeWith = (text: string, sites: object = { version: 1, sites: [] }) => {
  const home = testFolder()
  const place = { version: '1', folders: { config: join(home, 'config'), cache: join(home, 'cache') } }
  mkdirSync(place.folders.config)
  writeFileSync(configFile(place), text)
  writeFileSync(join(place.folders.config, 'sites.json'), JSON.stringify(sites))
  return place
}

const titles = async (place: ReturnType<typeof placeWith>, view: string | undefined): Promise<readonly string[]> =>
  (await firstChoices(place, { site: undefined, view }, nothingKept)).config.views.map(({ title }) => title)

test('a view that was just written is known by its name at the first start', async () => {
  expect(await titles(placeWith(crashes), 'crashes')).toEqual(['Crashes'])
})

test('a file that was changed is not read first for a view that is known without it', async () => {
  const place = placeWith(crashes)
  expect(await titles(place, 'untriaged')).toEqual([])
  expect(await titles(place, undefined)).toEqual([])
  await loadConfig(place)
  writeFileSync(configFile(place), 'views: [{ title: Others, jql: type = Task }]\n')
  expect(await titles(place, 'Crashes')).toEqual(['Crashes'])
  expect(await titles(place, 'Others')).toEqual(['Others'])
})
