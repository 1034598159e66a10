import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ConfigPlace, configFile, knownConfig } from '../config/config-file.ts'
import { loadConfig } from '../config/load-config.ts'
import { preferences } from '../screens/preferences/settings.ts'
import { openSettings } from './settings-flow.ts'
import { openWorld, testFolder, type WorldOptions } from './testing.ts'

const settingsWorld = async (text?: string, options: WorldOptions = {}) => {
  const home = testFolder()
  const place: ConfigPlace = { version: '1', folders: { config: join(home, 'config'), cache: join(home, 'cache') } }
  mkdirSync(place.folders.config)
  if (text !== undefined) writeFileSync(configFile(place), text)
  const world = await openWorld({ ...options, onSettings: (app) => openSettings(app, place) })
  const { config } = await loadConfig(place)
  world.app.store.update((state) => ({ ...state, config }))
  world.press(',')
  return {
    world,
    file: () => readFileSync(configFile(place), 'utf8'),
    write: (words: string) => writeFileSync(configFile(place), words),
    /** Resolves when what was written was read again and kept. */
    saved: async (): Promise<void> => {
      for (;;) {
        const { config, isCurrent } = knownConfig(place)
        if (isCurrent && JSON.stringify(config) === JSON.stringify(world.state().config)) return
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    to: (id: string) => {
      world.press('g', ...Array.from({ length: preferences.findIndex((one) => one.id === id) }, () => 'j'))
    },
  }
}

test('a setting holds at once and stands in the file, which keeps its words', async () => {
  const { world, file, saved, to } = await settingsWorld('# mine\ntheme: dark # at night\n')
  world.press('enter')
  expect(world.state().config.theme.palette).toBe('light')
  world.press('left')
  to('mouse')
  world.press('space')
  expect(world.state().config.mouse).toBe(false)
  await saved()
  expect(file()).toBe('# mine\ntheme: dark # at night\nmouse: false\n')
  expect(world.modal('preferences').kind).toBe('preferences')
  world.press('esc')
  expect(world.state().modals).toEqual([])
})

test('without a file one is made in which everything is explained', async () => {
  const { world, file, saved, to } = await settingsWorld()
  to('notices.by')
  world.press('l')
  await saved()
  expect(file()).toMatch(/^# yaml-language-server: \$schema=file:/)
  expect(file()).toContain('# How the screen looks')
  expect(file()).toMatch(/\nnotices:\n {2}by: osc9\n$/)
})

test('columns are typed, and none are those that have room', async () => {
  const { world, file, saved, to } = await settingsWorld('')
  to('columns')
  world.press('enter', 'key, Story Points', 'enter')
  expect(world.state().config.columns).toEqual(['key', 'Story Points'])
  await saved()
  expect(file()).toBe('columns:\n  - key\n  - Story Points\n')
  world.press('enter', 'ctrl-u', 'enter')
  await saved()
  expect(file()).toBe('')
})

test('keys are found by name, given, and taken back', async () => {
  const { world, file, saved, to } = await settingsWorld('keys:\n  list.mark: X\n')
  await saved()
  to('keys')
  world.press('enter', 'every key', 'enter')
  expect(world.modal('prompt').title).toBe('Keys of Help: every key')
  world.press('ctrl-u', 'hyper', 'enter')
  expect(world.modal('prompt').error).toContain('“hyper” is no key')
  world.press('ctrl-u', 's')
  expect(world.modal('prompt').advice?.('s')).toContain('s is app.help (Help: every key), no longer issue.status')
  world.press('ctrl-u', 'f1x', 'ctrl-u', 'F, g ?', 'enter')
  expect(world.modal('picker').query.text).toBe('every key')
  expect(world.app.actions.find(({ id }) => id === 'app.help')?.keys).toEqual([['F'], ['g', '?']])
  await saved()
  expect(file()).toBe('keys:\n  list.mark: X\n  app.help:\n    - F\n    - g ?\n')
  world.press('enter', 'ctrl-r')
  await saved()
  expect(file()).toBe('keys:\n  list.mark: X\n')
})

test('a file with mistakes is not written into, and what it says holds again', async () => {
  const { world, file } = await settingsWorld('theme: "dark\n')
  world.press('enter')
  await world.until(({ modals, toast }) => modals.some(({ kind }) => kind === 'message') || toast !== null)
  expect(file()).toBe('theme: "dark\n')
})

test('the file is edited in the editor, and holds afterwards', async () => {
  const { world, file, saved, to } = await settingsWorld('mouse: true\n', {
    shell: { edit: async (text) => ({ outcome: 'saved', text: text.replace('true', 'false') }) },
  })
  to('file')
  world.press('enter')
  await world.until(({ config }) => !config.mouse)
  await saved()
  expect(file()).toBe('mouse: false\n')
})

test('what was changed is taken back step by step, in the file too', async () => {
  const text = '# mine\nlimits:\n  bulk: 7\nkeys:\n  list.mark: X\n'
  const { world, file, saved, to } = await settingsWorld(text)
  await saved()
  to('limits.bulk')
  world.press('enter')
  expect(world.state().config.limits.bulk).toBe(10)
  to('theme')
  world.press('enter', 'enter')
  to('mouse')
  world.press('space')
  to('keys')
  world.press('enter', 'mark the row', 'enter', 'ctrl-u', 'enter', 'esc')
  expect(world.state().config.keys['list.mark']).toEqual([])
  await saved()
  expect(file()).toContain('list.mark: false')
  world.press('u', 'u', 'u', 'u', 'u')
  await saved()
  expect(file()).toBe(text)
  expect(world.modal('preferences').onUndo).toBeUndefined()
  world.press('u')
  expect(world.state().config.limits.bulk).toBe(7)
})

test('what the inbox does is typed or chosen, stands in the file, and is taken back', async () => {
  const { world, file, saved, to } = await settingsWorld('')
  await saved()
  to('inbox.accept')
  world.press('enter', 'In Progress', 'enter')
  expect(world.state().config.inbox.accept).toEqual([{ kind: 'transition', to: 'In Progress', fields: {} }])
  to('inbox.decline')
  world.press('enter', 'Closed', 'enter')
  to('inbox.reasons')
  world.press('enter', 'Not ours; Too old, sorry;', 'enter')
  to('inbox.view')
  world.press('enter', 'mine', 'enter')
  await saved()
  expect(file()).toBe(
    'inbox:\n  accept: In Progress\n  decline: Closed\n  reasons:\n    - Not ours\n    - Too old, sorry\n  view: Mine\n',
  )
  world.press('u', 'u')
  await saved()
  expect(file()).toBe('inbox:\n  accept: In Progress\n  decline: Closed\n')
  to('inbox.decline')
  world.press('enter', 'ctrl-u', 'enter')
  world.press('u', 'u', 'u')
  await saved()
  expect(file()).toBe('')
})

test('what accepting does is edited in the file where one line cannot say it', async () => {
  const text = 'inbox:\n  accept:\n    - assign: me\n    - transition: Ready\n'
  const { world, saved, to } = await settingsWorld(text, {
    shell: { edit: async (before) => ({ outcome: 'saved', text: before.replace('Ready', 'Done') }) },
  })
  await saved()
  to('inbox.accept')
  world.press('enter')
  await world.until(({ config }) => JSON.stringify(config.inbox.accept).includes('Done'))
  expect(world.state().config.inbox.accept).toHaveLength(2)
})

test('panes get their sizes at once, besides what was resized by hand', async () => {
  const { world, file, saved, to } = await settingsWorld('')
  await saved()
  const before = world.state().resize
  to('layout.views')
  world.press('right')
  to('layout.preview')
  world.press('left')
  expect(world.state().resize).toEqual({ views: before.views + 2, preview: before.preview - 2 })
  await saved()
  expect(file()).toBe('layout:\n  views: 28\n  preview: -2\n')
})

test('what is changed while a change that could not be written is taken back is written and holds', async () => {
  const { world, file, write, to } = await settingsWorld('theme: "dark\n')
  const before = world.state().config.theme.palette
  world.press('enter')
  await world.until(({ toast }) => toast !== null)
  write('theme: dark\n')
  to('mouse')
  world.press('space')
  await world.until(({ config }) => config.theme.palette === before && !config.mouse)
  expect(file()).toBe('theme: dark\nmouse: false\n')
})
