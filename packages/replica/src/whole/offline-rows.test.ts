// While nobody can be asked, the rows are what was read before with what was done since: by a model that knows nothing of the copy.
import type { IssueKey, User } from '@mmd/jira-api/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Operation } from '../operations/operation.ts'
import { textOn } from '../operations/testing/site.ts'
import type { Replica } from '../replica.ts'
import { openPlace, type Place } from './testing.ts'

/** What is looked at of an issue. */
interface Shown {
  readonly summary: string
  readonly priority: string | undefined
  readonly assignee: string | null
  readonly labels: readonly string[]
  readonly watching: boolean
  readonly vote: boolean
  readonly comments: readonly string[]
}

interface Deed {
  readonly does:
    | 'rename'
    | 'rate'
    | 'assign'
    | 'label'
    | 'unlabel'
    | 'watch'
    | 'vote'
    | 'say'
    | 'undo'
    | 'redo'
    | 'restart'
  readonly on: number
  readonly pick: number
}

const deed: fc.Arbitrary<Deed> = fc.record({
  does: fc.constantFrom<Deed['does'][]>(
    ...([
      'rename',
      'rate',
      'assign',
      'label',
      'unlabel',
      'watch',
      'vote',
      'say',
      'undo',
      'undo',
      'redo',
      'restart',
    ] as const),
  ),
  on: fc.nat(2),
  pick: fc.nat(3),
})

const labels = ['one', 'two', 'three']

const field = (id: string, name: string) =>
  ({ id, name, schema: { type: 'string', items: null, system: id, custom: null } }) as const

/** What is done, and what an issue is afterwards. */
const doneBy = (
  { me, them, priorities, deployment }: Place,
  key: IssueKey,
  { does, pick }: Deed,
  token: string,
): readonly [Operation, (before: Shown) => Shown] | null => {
  const label = labels[pick % labels.length] ?? ''
  switch (does) {
    case 'rename':
      return [
        {
          kind: 'set-fields',
          key,
          changes: [{ ...field('summary', 'Summary'), value: { kind: 'text', text: token } }],
        },
        (before) => ({ ...before, summary: token }),
      ]
    case 'rate': {
      const value = priorities[pick % priorities.length] ?? { id: '', name: '' }
      return [
        { kind: 'set-fields', key, changes: [{ ...field('priority', 'Priority'), value: { kind: 'named', value } }] },
        (before) => ({ ...before, priority: value.id }),
      ]
    }
    case 'assign': {
      const people: readonly (User | null)[] = [me, them, null]
      const assignee = people[pick % people.length] ?? null
      return [{ kind: 'assign', key, assignee }, (before) => ({ ...before, assignee: assignee?.id ?? null })]
    }
    case 'label':
      return [
        { kind: 'labels', key, add: [label], remove: [] },
        (before) => ({ ...before, labels: [...new Set([...before.labels, label])].toSorted() }),
      ]
    case 'unlabel':
      return [
        { kind: 'labels', key, add: [], remove: [label] },
        (before) => ({ ...before, labels: before.labels.filter((one) => one !== label) }),
      ]
    case 'watch':
      return [
        { kind: 'watch', key, isWatching: pick % 2 === 0, user: null },
        (before) => ({ ...before, watching: pick % 2 === 0 }),
      ]
    case 'vote':
      return [{ kind: 'vote', key, isFor: pick % 2 === 0 }, (before) => ({ ...before, vote: pick % 2 === 0 })]
    case 'say':
      return [
        { kind: 'add-comment', key, author: me, body: textOn(deployment, token), typed: token },
        (before) => ({ ...before, comments: [...before.comments, token] }),
      ]
    default:
      return null
  }
}

const wordsIn = (source: string): string => /offline-\d+/.exec(source)?.[0] ?? source

const shown = (replica: Replica, key: IssueKey): Shown => {
  const detail = replica.detail(key)?.detail
  const row = replica.issue(key)
  if (row === undefined || detail === undefined || detail === null) throw new Error(`${key} is not in the copy`)
  // A list has what a row has, and the issue itself the same.
  expect(detail.summary).toBe(row.summary)
  expect(detail.assignee?.id).toBe(row.assignee?.id)
  return {
    summary: row.summary,
    priority: row.priority?.id,
    assignee: row.assignee?.id ?? null,
    labels: row.labels.toSorted(),
    watching: detail.watchers.mine,
    vote: detail.votes.mine,
    comments: detail.comments.map(({ body }) => wordsIn(body.source)),
  }
}

test.each(['datacenter', 'cloud'] as const)(
  'on %s rows are as they were left while the site is away',
  async (deployment) => {
    const property = fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 20 }), async (deeds) => {
      const place = await openPlace(deployment)
      try {
        let { replica, engine } = place.open()
        const keys = place.keys.slice(0, 3)
        await replica.openView(place.views[0])
        for (const key of keys) await replica.openIssue(key)
        place.setOnline(false)
        const model = new Map(keys.map((key) => [key, shown(replica, key)]))
        let done: (readonly [IssueKey, Shown, Shown])[] = []
        let undone: (readonly [IssueKey, Shown, Shown])[] = []
        for (const [at, one] of deeds.entries()) {
          const key = keys[one.on % keys.length] ?? ('' as IssueKey)
          const before = model.get(key)
          const change = doneBy(place, key, one, `offline-${at}`)
          if (change !== null && before !== undefined) {
            const [operation, after] = change
            replica.perform(operation)
            done.push([key, before, after(before)])
            undone = []
            model.set(key, after(before))
          } else if (one.does === 'restart') {
            await replica.close()
            const again = place.open()
            replica = again.replica
            engine = again.engine
          } else {
            // What is on its way at this moment cannot be taken back before it is known to have got nowhere.
            await engine.idle()
            replica.poll()
            const [from, to] = one.does === 'undo' ? [done, undone] : [undone, done]
            const plan = one.does === 'undo' ? replica.planUndo() : replica.planRedo()
            const last = from.at(-1)
            expect(plan === null).toBe(last === undefined)
            if (plan !== null && last !== undefined) {
              replica.takeBack(plan)
              from.pop()
              to.push(last)
              model.set(last[0], one.does === 'undo' ? last[1] : last[2])
            }
          }
          for (const [name, expected] of model) expect(shown(replica, name)).toEqual(expected)
        }
      } finally {
        await place.end()
      }
    })
    await fc.assert(property, { numRuns: Number(process.env['LIVES'] ?? 8), endOnFailure: true })
  },
  600_000,
)
