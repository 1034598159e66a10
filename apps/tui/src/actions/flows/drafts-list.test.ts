import { expect, test } from 'vitest'
import { openWorld, type World } from '../../app/testing.ts'
import { openFormWorld } from './forms/testing.ts'
import { drawn, offered } from './testing.ts'

const openDrafts = (world: World): void => world.press(':', 'Drafts', 'enter')

test('everything that was begun is in one list, and Enter goes on with it', async () => {
  const world = await openWorld()
  openDrafts(world)
  expect(world.toast()).toBe('Nothing was begun that is not sent')
  world.press('c', 'half a thought', 'esc', 'j', 'w', '1h of it', 'esc')
  openDrafts(world)
  expect(offered(world).toSorted()).toEqual(['Comment on PAY-1: half a thought', 'Work on PAY-2: 1h of it'])
  world.press('half', 'enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
  expect(world.modal('text-area').buffer.text).toBe('half a thought')
  world.press('esc')
  openDrafts(world)
  world.press('Work', 'enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'prompt')
  expect(world.modal('prompt').buffer.text).toBe('1h of it')
  world.press('enter')
  await world.until(({ toast }) => toast?.text.includes('of work logged') === true)
  openDrafts(world)
  expect(offered(world)).toEqual(['Comment on PAY-1: half a thought'])
})

test('one that was thrown away comes back with one key', async () => {
  const world = await openWorld()
  world.press('c', 'half a thought', 'esc')
  openDrafts(world)
  world.press('ctrl-o')
  expect(world.session().replica.drafts()).toEqual({})
  expect(offered(world)).toEqual(['Bring back “Comment on PAY-1: half a thought”'])
  world.press('enter')
  expect(offered(world)).toEqual(['Comment on PAY-1: half a thought'])
  expect(Object.values(world.session().replica.drafts())).toEqual(['half a thought'])
})

test('a form that is gone on with says what somebody else has changed in it meanwhile', async () => {
  const form = await openFormWorld('datacenter')
  const { world, client } = form
  const key = await form.editable('PAY')
  await form.openEdit(key)
  form.type('Story Points', '5')
  form.type('duedate', '2026-12-24')
  world.press('esc')
  await client.edit(key, { fields: { duedate: '2027-01-15' } })
  openDrafts(world)
  expect(offered(world)).toEqual([`Edit ${key}: 2 fields`])
  world.press('enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  expect(drawn(world)).toContain('Somebody has changed it since: the site has “2027-01-15”')
  const wrong = world.modal('form').entries.filter(({ error }) => error !== null)
  expect(wrong.map(({ meta }) => meta.id)).toEqual(['duedate'])
  world.press('ctrl-s')
  await form.sent()
  expect((await form.read(key)).due).toBe('2026-12-24')
})

test('a new issue that was begun is gone on with', async () => {
  const form = await openFormWorld('datacenter')
  const { world } = form
  await form.openNew('PAY', 'Bug')
  world.press('Half of it', 'enter', 'esc')
  openDrafts(world)
  expect(offered(world)).toEqual(['New issue in PAY: Half of it'])
  world.press('enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  expect(drawn(world)).toContain('Half of it')
  world.press('esc')
})
