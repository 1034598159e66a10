import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ConfigPlace, configFile, knownConfig } from '../config/config-file.ts'
import { loadConfig } from '../config/load-config.ts'
import { keepConfig } from './keep-config.ts'
import { openWorld, testFolder } from './testing.ts'

const placeWith = (text: string): ConfigPlace => {
  const home = testFolder()
  const place = { version: '1', folders: { config: join(home, 'config'), cache: join(home, 'cache') } }
  mkdirSync(place.folders.config)
  writeFileSync(configFile(place), text)
  return place
}

test('a file that was changed is read after the first frame, and again when one looks', async () => {
  const place = placeWith('mouse: false\nlayout: { views: 30 }\n')
  const world = await openWorld()
  const keeper = keepConfig(world.app, place, knownConfig(place))
  keeper.begin()
  await world.until(({ config }) => !config.mouse)
  expect(world.state().resize.views).toBe(4)
  writeFileSync(configFile(place), 'keys: { issue.assign: U }\n')
  keeper.look()
  await world.until(({ config }) => config.mouse)
  expect(world.state().resize.views).toBe(0)
  expect(world.app.actions.find(({ id }) => id === 'issue.assign')?.keys).toEqual([['U']])
})

test('views of the file are there as soon as it is read, and go when they are taken out of it', async () => {
  const place = placeWith('views: [{ title: Crashes, jql: type = Bug }]\n')
  const world = await openWorld()
  const before = world.state()
  const keeper = keepConfig(world.app, place, knownConfig(place))
  keeper.begin()
  await world.until(({ views }) => views.some(({ title }) => title === 'Crashes'))
  expect(world.state().activeView).toBe(before.activeView)
  writeFileSync(configFile(place), '')
  keeper.look()
  await world.until(({ views }) => views.every(({ title }) => title !== 'Crashes'))
  expect(world.state().views.map(({ id }) => id)).toEqual(before.views.map(({ id }) => id))
})

test('what is wrong with it is said at each start, also where it need not be read', async () => {
  const place = placeWith('theme: drak\nmouse: maybe\n')
  await loadConfig(place)
  const world = await openWorld()
  const known = knownConfig(place)
  expect(known.isCurrent).toBe(true)
  keepConfig(world.app, place, known).begin()
  expect(world.toast()).toContain('config.yaml:1:8 theme is “drak” · Did you mean dark?')
  expect(world.toast()).toContain('1 more')
})

test('keys of one’s own run their action, and nothing else does', async () => {
  const world = await openWorld()
  world.app.store.update((state) => ({
    ...state,
    config: { ...state.config, keys: { 'app.help': [['g', '?'], ['f']], 'issue.assign': [] } },
  }))
  world.press('?', 'a')
  expect(world.state().modals).toEqual([])
  world.press('f')
  expect(world.modal('help').kind).toBe('help')
  world.press('esc', 'g', '?')
  expect(world.modal('help').kind).toBe('help')
})
