import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { furnish } from './furnish.ts'
import { deployments, hostileWorld } from './hostile-world.ts'
import { keyTable } from './key-table.ts'
import { foreignOutput, isPlain } from './own-output.ts'
import { large, notWalked, walkEverywhere } from './walk.ts'

/** What must have been seen, by where it stands in an answer: proof that the hostile texts were shown at all. */
const shown = {
  both: [
    'fields.summary',
    'status.name',
    'priority.name',
    'issuetype.name',
    'reporter.displayName',
    'assignee.displayName',
  ]
    .concat([
      'author.displayName',
      'fields.labels',
      'components.name',
      'attachment.filename',
      'transitions.name',
      'to.name',
    ])
    .concat(['type.outward', 'issueLinkTypes.inward', 'resolution.name', 'allowedValues.name', 'displayName'])
    .concat(['errorMessages', 'columns.name', 'values.name', 'visibleFieldNames.displayName', 'watchers.displayName']),
  datacenter: ['fields.description', 'comments.body', 'suggestions.label'],
  // The history comes in a request of its own: whether the walk still sees its `items.field` depends on the machine.
  cloud: ['content.text', 'results.value'],
}

/** The kinds of dialogs, from the type that lists them, and an action of the walk that opens each. */
const openedBy: Readonly<Record<string, string>> = {
  bulk: 'list.mark-all',
  columns: 'list.columns',
  conflict: 'app.outbox',
  filter: 'list.filter',
  form: 'issue.edit',
  help: 'app.help',
  jql: 'view.jql',
  menu: 'app.settings',
  message: 'app.messages',
  outbox: 'app.outbox',
  picker: 'issue.assign',
  picture: 'file.view',
  preferences: 'app.settings',
  prompt: 'issue.log-work',
  settings: 'site.edit',
  'sign-in': 'site.sign-in',
  sites: 'site.switch',
  'text-area': 'issue.comment',
  'text-preview': 'issue.comment',
}

const dialogKinds = (): readonly string[] => {
  const source = readFileSync(new URL('../../../../apps/tui/src/state/modal.ts', import.meta.url), 'utf8')
  const union = /export type Modal =\n([^]*?)\n\n|export type Modal =\n([^]*)$/.exec(source)
  const names = (union?.[1] ?? union?.[2] ?? '').match(/[A-Z]\w+Modal/g) ?? []
  return names.map((name) =>
    name
      .replace(/Modal$/, '')
      .replaceAll(/(?<=[a-z])[A-Z]/g, '-$&')
      .toLowerCase(),
  )
}

test('every kind of dialog is opened by an action that is walked', () => {
  expect(dialogKinds().filter((kind) => !(kind in openedBy))).toEqual([])
  const walked = new Set(keyTable().map(({ action }) => action))
  expect(Object.values(openedBy).filter((action) => !walked.has(action) || action in notWalked)).toEqual([])
})

describe.concurrent.each(deployments)('every screen of a hostile %s site', (deployment) => {
  test('shows text, and sends nothing of the site to the terminal', async ({ expect }) => {
    await using world = await hostileWorld(deployment)
    const key = furnish(world.sandbox.world)
    const screen = await world.home.open(['--view', 'untriaged'], { ...large, env: { EDITOR: 'true' } })
    await screen.waitForText(/1\/\d+/)
    const walk = await walkEverywhere(screen, key)
    expect([...new Set(foreignOutput(screen.rawOutput().toString('utf8'), isPlain))].slice(0, 20)).toEqual([])
    // On the small screen a dialog may cut a sign that terminals count differently, which leaves its row a cell short.
    expect(walk.crooked.filter((line) => line.includes(`${large.cols}×${large.rows}`))).toEqual([])
    expect([...walk.pressed, ...Object.keys(notWalked)].toSorted()).toEqual(
      keyTable()
        .map(({ action }) => action)
        .toSorted(),
    )
    const labels = new Set([...walk.marks].map((mark) => world.site.disguise.marks.get(mark)))
    expect([...shown.both, ...shown[deployment]].filter((label) => !labels.has(label))).toEqual([])
  }, 900_000)
})
