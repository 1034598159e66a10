import type { SiteClient } from '@mmd/jira-api/model'
import { type Replica, StoreError } from '@mmd/replica'
import { expect, test, vi } from 'vitest'
import type { Shell } from '../../app/app.ts'
import { soon } from '../../app/testing/patience.ts'
import { openWorld, refusal, testDetail, testIssue, testKey, type World } from '../../app/testing.ts'
import { performAll } from './perform.ts'
import { failed, field, ready, transition } from './testing.ts'

type Write = 'performAll' | 'putDraft' | 'edit'

/** From now on the copy takes nothing of this kind: another process writes to it. */
const makeBusy = (world: World, ...writes: readonly Write[]): void => {
  const replica: Pick<Replica, Write> = world.session().replica
  for (const write of writes)
    vi.spyOn(replica, write).mockImplementation(() => {
      throw new StoreError('busy', 'somebody writes')
    })
}

const complaint = async (world: World): Promise<string | undefined> => {
  await world.until(({ toast }) => toast?.tone === 'bad')
  return world.toast()
}

const busy = 'Another process has been writing to the local copy for too long'

test('a query that the copy does not take just now is told', async () => {
  const world = await openWorld()
  makeBusy(world, 'putDraft')
  world.press('J', 'ctrl-u', 'project = PAY', 'enter')
  expect(await complaint(world)).toContain(busy)
})

/** The dialog that has come back, with what is wrong. */
const cameBack = async <K extends 'prompt' | 'text-area'>(world: World, kind: K) => {
  await world.until(({ modals }) => modals.some((modal) => modal.kind === kind && modal.error !== null))
  return world.modal(kind)
}

test('work that the copy does not take just now comes back as it was typed', async () => {
  const world = await openWorld()
  makeBusy(world, 'performAll', 'putDraft')
  world.press('w', '1h30m fixed it', 'enter')
  const { buffer, error } = await cameBack(world, 'prompt')
  expect([buffer.text, error]).toEqual(['1h30m fixed it', busy])
  vi.restoreAllMocks()
  world.press('enter')
  await world.until(({ toast }) => toast?.text.includes('of work logged') === true)
  expect(world.session().replica.drafts()).toEqual({})
})

test('a comment that the copy does not take just now comes back as it was typed', async () => {
  const world = await openWorld()
  makeBusy(world, 'performAll', 'putDraft')
  world.press('c', 'dear all', 'ctrl-s')
  const { buffer, error } = await cameBack(world, 'text-area')
  expect([buffer.text, error]).toEqual(['dear all', busy])
  vi.restoreAllMocks()
  world.press('ctrl-s')
  await world.until(({ toast }) => toast?.text.includes('commented') === true)
  expect(world.session().replica.drafts()).toEqual({})
})

test('a text of the editor that the copy does not take just now is opened again', async () => {
  const given: string[] = []
  const edit: Shell['edit'] = async (text) => {
    given.push(text)
    return { outcome: 'saved', text: 'Another summary\n\nAnother text' }
  }
  const answers = { issue: async () => testDetail(testIssue(1)) }
  const world = await openWorld({ answers, shell: { edit } })
  makeBusy(world, 'performAll', 'putDraft')
  world.press('E')
  await world.until(({ toast }) => toast?.text.includes('E opens what you wrote again') === true)
  vi.restoreAllMocks()
  await soon(() => expect(Object.values(world.session().replica.drafts())).toHaveLength(1))
  world.press('E')
  await world.until(({ toast }) => toast?.text.includes('has another summary and description') === true)
  expect(given[1]).toBe('Another summary\n\nAnother text')
  expect(world.session().replica.drafts()).toEqual({})
})

const refusing: Partial<SiteClient> = {
  addComment: async () => {
    throw refusal('No comments today')
  },
  edit: async () => {
    throw refusal('No such summary')
  },
}

test('a comment of the outbox that the copy does not take just now comes back as it was typed', async () => {
  const world = await openWorld({ answers: refusing })
  world.press('c', 'dear all', 'ctrl-s')
  await failed(world)
  makeBusy(world, 'edit')
  world.press('O', 'e', ' friends', 'ctrl-s')
  const { buffer, error } = await cameBack(world, 'text-area')
  expect([buffer.text, error]).toEqual(['dear all friends', busy])
  world.press('esc')
  vi.restoreAllMocks()
  world.press('e')
  expect(world.modal('text-area').buffer.text).toBe('dear all friends')
})

test('a field of the outbox that the copy does not take just now comes back as it was typed', async () => {
  const world = await openWorld({ answers: refusing })
  const schema = { type: 'string', items: null, system: 'summary', custom: null }
  const change = { id: 'summary', name: 'Summary', schema, value: { kind: 'text', text: 'One' } } as const
  performAll(world.app, world.session(), [{ kind: 'set-fields', key: testKey(1), changes: [change] }], 'renamed')
  await failed(world)
  makeBusy(world, 'edit')
  world.press('O', 'e', ' and two', 'enter')
  const { buffer, error } = await cameBack(world, 'prompt')
  expect([buffer.text, error]).toEqual(['One and two', busy])
})

test.each([1, 2])(
  'a form for %s issues that the copy does not take just now comes back as it was filled in',
  async (count) => {
    const cause = field('cause', { name: 'Cause' })
    const transitions = async () => [transition('31', 'Close', [cause])]
    const world = await openWorld({ answers: { transitions }, issues: [testIssue(1), testIssue(2)] })
    makeBusy(world, 'performAll', 'putDraft')
    world.press(...(count === 1 ? [] : ['*']), 's')
    await ready(world)
    world.press('enter', 'It was the cache', 'ctrl-s')
    await world.until(({ modals }) => modals.some((modal) => modal.kind === 'form' && modal.error !== null))
    expect(world.modal('form')).toMatchObject({ error: busy, entries: [{ value: { text: 'It was the cache' } }] })
    vi.restoreAllMocks()
    world.press('ctrl-s')
    await world.until(({ toast }) => toast?.text.includes('Done') === true)
    expect(world.session().replica.drafts()).toEqual({})
  },
)

test('statuses of several issues that the copy does not take just now are told', async () => {
  const transitions = async () => [transition('31', 'Close')]
  const world = await openWorld({ answers: { transitions }, issues: [testIssue(1), testIssue(2)] })
  makeBusy(world, 'performAll')
  world.press('*', 's')
  await ready(world)
  world.press('enter')
  expect(await complaint(world)).toContain(busy)
})
