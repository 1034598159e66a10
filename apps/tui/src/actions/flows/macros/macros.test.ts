import type { IssueKey } from '@mmd/jira-api/model'
import { describe, expect, test } from 'vitest'
import type { MacroShelf } from '../../../app/app.ts'
import { applyConfig } from '../../../app/apply-config.ts'
import { createWorld, openWorld, testIssue, testKey, testSite, type World } from '../../../app/testing.ts'
import { activeList } from '../../../state/state.ts'
import { deployments, openFormWorld } from '../forms/testing.ts'
import { drawn, offered, ready } from '../testing.ts'

const give = (world: World, macros: Readonly<Record<string, unknown>>): void =>
  applyConfig(world.app, { ...world.state().config, macros })

const bulk = (world: World): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === 'bulk')

const top = (world: World, kind: string): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === kind)

const closed = (world: World): Promise<void> => world.until(({ modals }) => modals.length === 0)

/** Resolves when something was performed. */
const performed = (world: World): Promise<void> =>
  new Promise((resolve) => {
    const { replica } = world.session()
    const look = (): void => {
      if (replica.changes(1).length === 0) return
      stop()
      resolve()
    }
    const stop = replica.subscribe(look)
    look()
  })

describe.each(deployments)('macros on %s', (deployment) => {
  test('do every action on an issue as one change', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const key = activeList(world.state()).cursorKey as IssueKey
    const before = await form.read(key)
    const [way] = await form.client.transitions(key)
    give(world, {
      All: {
        variables: { team: { ask: 'Which team?', choices: ['Blue', 'Red'] } },
        actions: [
          { assign: 'me' },
          { label: { add: ['by-macro'] } },
          { priority: before.priority?.name === 'High' ? 'Low' : 'High' },
          { comment: { body: '**{{key}}** is for {{team}}, says {{me}} on {{today}}' } },
          { set: { summary: 'New {{summary}}' } },
          { watch: true },
          { worklog: { time: '30m', comment: 'Triage' } },
          { snooze: 'tomorrow' },
        ],
      },
    })
    expect(way).toBeDefined()
    world.press('m')
    await top(world, 'picker')
    world.press('enter')
    await top(world, 'picker')
    expect(offered(world)).toEqual(['Blue', 'Red'])
    world.press('down', 'enter')
    await bulk(world)
    expect(drawn(world)).toContain('Cannot be taken back: Whether you watched it before is not known')
    world.press('enter')
    await form.sent()
    expect(drawn(world)).toContain('✓ 1 of 1 done')
    world.press('esc')
    expect(world.session().replica.operations()).toEqual([])
    const after = await form.read(key)
    expect(after.assignee?.id).toBe(world.session().site.user?.id)
    expect(after.labels).toContain('by-macro')
    expect(after.priority?.name).not.toBe(before.priority?.name)
    expect(after.summary).toBe(`New ${before.summary}`)
    const said = after.comments.at(-1)?.body.source ?? ''
    expect(said).toContain(`is for Red, says ${world.session().site.user?.name} on `)
    expect(said).toContain(deployment === 'cloud' ? '"strong"' : `*${key}*`)
    expect(world.session().replica.snoozes().has(key)).toBe(true)
    world.press('u')
    if (world.state().modals.length > 0) world.press('enter')
    await form.sent()
    const undone = await form.read(key)
    expect(undone.summary).toBe(before.summary)
    expect(undone.labels).toEqual(before.labels)
    expect(undone.comments.length).toBe(before.comments.length)
  })
})

describe('a macro', () => {
  const label = { actions: [{ label: { add: ['triaged'] } }] }

  test('runs by its key', async () => {
    const world = await openWorld()
    give(world, { Triage: { ...label, key: 'ctrl-t' } })
    world.press('ctrl-t')
    await performed(world)
    expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['triaged'])
    expect(world.toast()).toBe('PAY-1 changed by Triage · u takes it back')
  })

  test('whose key an action has says so where it is offered, and takes it from nobody', async () => {
    const world = await openWorld()
    give(world, {
      Triage: { ...label, key: 'x' },
      Other: { ...label, key: 'ctrl-t' },
      Third: { ...label, key: 'ctrl-t' },
    })
    world.press('x')
    expect(activeList(world.state()).marked.size).toBe(1)
    world.press('m')
    await top(world, 'picker')
    expect(world.modal('picker').items).toEqual([
      { id: 'Triage', label: expect.stringMatching(/^Triage · x is /) },
      { id: 'Other', label: 'Other', detail: 'label +triaged  Ctrl-T' },
      { id: 'Third', label: 'Third · Ctrl-T is Macro: Other' },
    ])
  })

  test('that is wrong cannot be chosen, and says why', async () => {
    const world = await openWorld()
    give(world, { Bad: { actions: [{ explode: true }] } })
    world.press('m')
    await top(world, 'picker')
    expect(world.modal('picker').items[0]?.label).toContain('Bad: action 1: there is no action explode')
  })

  test('shows its plan with Ctrl-O and changes nothing before Enter', async () => {
    const world = await openWorld({ issues: [testIssue(1, { labels: ['triaged'] }), testIssue(2)] })
    give(world, { Triage: label })
    world.press('*', 'm')
    await top(world, 'picker')
    world.press('ctrl-o')
    await bulk(world)
    expect(drawn(world)).toContain('✓ 1 issue to change  = 1 so already')
    expect(world.session().replica.changes(1)).toEqual([])
    world.press('enter')
    expect(world.session().replica.changes(1)).toHaveLength(1)
  })

  test('asks for what is on the clipboard, and for a date in words', async () => {
    const world = await openWorld()
    const actions = [{ comment: '{{clipboard?}} until {{day}}' }]
    give(world, { Paste: { variables: { day: { ask: 'When?', type: 'date', default: 'today' } }, actions } })
    world.press('m')
    await top(world, 'picker')
    world.press('enter')
    await top(world, 'prompt')
    world.press('x', 'enter')
    expect(world.modal('prompt').error).toBe('It must be a date')
    world.press('ctrl-u', 'tomorrow', 'enter')
    world.paste('https://x.example')
    world.press('enter')
    await performed(world)
    await world.session().replica.idle()
    const [, body] = world.callsOf('addComment')[0] ?? []
    expect(body).toMatchObject({ body: { source: '[https://x.example] until 2026-11-23' } })
  })

  test('on several sites is one plan, each issue changed on its own site', async () => {
    const sites = [testSite('work'), testSite('play')]
    const world = createWorld({ sites })
    await world.app.showSites(sites)
    give(world, { Triage: { actions: [{ label: { add: ['for-{{key}}'] } }] } })
    world.press('*', 'm')
    await top(world, 'picker')
    world.press('enter')
    await bulk(world)
    expect(drawn(world)).toContain('✓ 6 issues to change')
    world.press('enter')
    const { replica } = world.session()
    expect(replica.issue('play:PAY-2' as IssueKey)?.labels).toEqual(['for-PAY-2'])
    expect(replica.issue('work:PAY-3' as IssueKey)?.labels).toEqual(['for-PAY-3'])
  })
})

describe('recording', () => {
  const recordingWorld = async () => {
    const kept: unknown[] = []
    const macros: MacroShelf = {
      shared: async () => ({ macros: [], problems: [] }),
      keep: async (_app, name, macro) => void kept.push({ [name]: macro }),
    }
    return { world: await openWorld({ shell: { macros } }), kept }
  }

  /** One assignment is recorded, named, and on screen to be edited. */
  const recorded = async () => {
    const { world, kept } = await recordingWorld()
    world.press('M')
    await world.until(({ recording }) => recording !== null)
    world.press('A', 'M')
    await top(world, 'prompt')
    world.press('Mine', 'enter', 'enter')
    await top(world, 'text-area')
    return { world, kept }
  }

  test('notes what is done, shows it to be edited, and keeps it', async () => {
    const { world, kept } = await recordingWorld()
    world.press('M')
    await world.until(({ recording }) => recording !== null)
    world.press('A', 'l')
    await ready(world)
    world.press('new-label', 'enter', 'M')
    await top(world, 'prompt')
    world.press('Mine', 'enter')
    world.press('x', 'enter')
    expect(world.modal('prompt').error).toContain('That is the key of')
    world.press('ctrl-u')
    world.paste('ctrl-t')
    world.press('enter')
    await top(world, 'text-area')
    expect(world.modal('text-area').buffer.text).toBe(
      'Mine:\n  key: ctrl-t\n  actions:\n    - assign: me\n    - label:\n        add:\n          - new-label\n',
    )
    world.press('ctrl-s')
    await closed(world)
    expect(kept).toEqual([{ Mine: { key: 'ctrl-t', actions: [{ assign: 'me' }, { label: { add: ['new-label'] } }] } }])
  })

  test('keeps no macro that cannot be run', async () => {
    const { world, kept } = await recorded()
    world.paste('    - explode: true\n')
    world.press('ctrl-s')
    await top(world, 'text-area')
    expect(world.modal('text-area').error).not.toBeNull()
    expect(kept).toEqual([])
  })

  test('is not lost by one key', async () => {
    const { world, kept } = await recorded()
    const { text } = world.modal('text-area').buffer
    world.press('esc')
    expect(world.modal('message').title).toBe('The macro is not kept yet')
    world.press('esc')
    expect(world.modal('text-area').buffer.text).toBe(text)
    world.press('esc', 'enter')
    expect(world.state()).toMatchObject({ modals: [], toast: { text: 'The macro was not kept' } })
    expect(kept).toEqual([])
  })

  test('without anything done makes no macro', async () => {
    const { world } = await recordingWorld()
    world.press('M')
    await world.until(({ recording }) => recording !== null)
    world.press('M')
    await world.until(({ toast }) => toast?.text.includes('no macro') === true)
    expect(world.state().modals).toEqual([])
  })
})
