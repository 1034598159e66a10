import type { IssueKey } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { openWorld, refusal, testIssue, testKey, type World } from '../../app/testing.ts'
import { deployments, openFormWorld } from './forms/testing.ts'
import { drawn, field, idle, ready, transition } from './testing.ts'

const open = testIssue(1).status
const done = transition('31', 'Close').to
const cause = field('cause', { name: 'Cause' })

/** A site on which an issue is opened again only with a cause; `known`: an issue like it has shown that. */
const openSite = async ({ known }: { readonly known: boolean }): Promise<World & { refuseNext: () => void }> => {
  const closed = new Set<string>([testKey(2)])
  let refuses = false
  const world = await openWorld({
    issues: [testIssue(1), testIssue(2, { status: done })],
    answers: {
      transitions: async (key) =>
        closed.has(key) ? [transition('9', 'Reopen', [cause], open)] : [transition('31', 'Close')],
      transition: async (key, { id }) => {
        if (refuses) {
          refuses = false
          throw refusal('No.', { cause: 'Cause is too short' })
        }
        if (id === '9') closed.delete(key)
        else closed.add(key)
      },
    },
  })
  if (known) {
    world.press('j', 's')
    await ready(world)
    world.press('esc', 'k')
  }
  return {
    ...world,
    refuseNext: () => {
      refuses = true
    },
  }
}

const close = async (world: World): Promise<void> => {
  world.press('s')
  await ready(world)
  world.press('enter')
  await idle(world)
}

const isForm = (world: World): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === 'form')

const status = (world: World): string | undefined => world.session().replica.issue(testKey(1))?.status.name

test('a way back that is known to ask for something says so, and u asks for it', async () => {
  const world = await openSite({ known: true })
  await close(world)
  expect(world.toast()).toBe('PAY-1 → Done · u takes it back and asks for Cause')
  world.press('u')
  await isForm(world)
  expect(drawn(world)).toContain('The way back to Open asks for it')
  expect(status(world)).toBe('Done')
  world.press('esc', 'esc')
  expect(world.state().modals).toEqual([])
  expect(status(world)).toBe('Done')
  world.press('u')
  await isForm(world)
  world.press('x', 'enter', 'ctrl-s')
  expect(status(world)).toBe('Open')
  expect(world.toast()).toMatch(/^Taken back: PAY-1 → Done · /)
  await idle(world)
  expect(world.callsOf('transition').at(-1)).toEqual(['PAY-1', { id: '9', fields: { cause: 'x' } }])
})

test('what is filled in for a way back and refused comes back with what is wrong', async () => {
  const world = await openSite({ known: true })
  await close(world)
  world.press('u')
  await isForm(world)
  world.refuseNext()
  world.press('x', 'enter', 'ctrl-s')
  await isForm(world)
  expect(world.modal('form').entries).toMatchObject([
    { value: { kind: 'text', text: 'x' }, error: 'Cause is too short' },
  ])
  world.press('yz', 'enter', 'ctrl-s')
  await idle(world)
  expect(world.callsOf('transition').at(-1)).toEqual(['PAY-1', { id: '9', fields: { cause: 'xyz' } }])
  expect(world.session().replica.operations()).toEqual([])
  expect(status(world)).toBe('Open')
})

test('a way back that was not known to ask for something asks once it is refused', async () => {
  const world = await openSite({ known: false })
  await close(world)
  expect(world.toast()).toBe('PAY-1 → Done · u takes it back if the workflow lets it')
  world.press('u')
  await isForm(world)
  world.press('x', 'enter', 'ctrl-s')
  await idle(world)
  expect(world.callsOf('transition').at(-1)).toEqual(['PAY-1', { id: '9', fields: { cause: 'x' } }])
  expect(world.session().replica.operations()).toEqual([])
  expect(status(world)).toBe('Open')
})

/** Puts the cursor on an issue of the list of a query. */
const showFirst = async (world: World, jql: string): Promise<IssueKey> => {
  world.press('J', 'ctrl-u', jql, 'enter')
  await world.until(({ activeView }) => activeView === 'jql')
  const spec = { id: 'jql', title: 'JQL', jql }
  await world.session().replica.openView(spec)
  const key = world.session().replica.view('jql')?.keys[0]
  if (key === undefined) throw new Error(`the site has nothing for ${jql}`)
  await world.until(({ lists }) => lists['jql']?.cursorKey === key)
  return key
}

const take = async (world: World, step: string): Promise<void> => {
  world.press('s')
  await ready(world)
  world.press(step, 'enter')
}

test.each(deployments)('%s: undo gives the resolution again that an issue had', async (deployment) => {
  const { world, client, sent } = await openFormWorld(deployment, { siteIssues: 120 })
  const key = await showFirst(world, 'project = SUP AND status = Resolved')
  const before = await client.issue(key)
  await take(world, 'Reopen')
  await sent()
  expect(await client.issue(key)).toMatchObject({ resolution: null })
  world.press('u')
  await sent()
  const { status: now, resolution } = await client.issue(key)
  expect([now.name, resolution]).toEqual([before.status.name, before.resolution])
})

test.each(deployments)('%s: undo asks for what the step back wants', async (deployment) => {
  const { world, client, sent, choose } = await openFormWorld(deployment, { siteIssues: 120 })
  const key = await showFirst(world, 'project = PAY AND status = "In review"')
  await take(world, 'Back to work')
  await sent()
  world.press('u')
  await isForm(world)
  expect(drawn(world)).toContain('The way back to In Review asks for it')
  await choose('customfield_10203', '')
  world.press('ctrl-s')
  await idle(world)
  expect((await client.issue(key)).status.name).toBe('In Review')
  expect(world.session().replica.operations()).toEqual([])
})
