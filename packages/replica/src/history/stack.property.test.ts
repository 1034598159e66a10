import { rmSync } from 'node:fs'
import type { Issue, IssueKey } from '@mmd/jira-api/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FaceWorld, faceWorld, lena, mira, noah } from '../face/testing.ts'
import type { Operation } from '../operations/operation.ts'
import type { Replica, UndoPlan } from '../replica.ts'

const people = [mira, noah, lena, null]
const words = ['one', 'two']

/** A step of a user, of the sender, or of another process. */
type Step =
  | { readonly do: 'perform'; readonly edits: readonly Edit[] }
  | { readonly do: 'undo' | 'redo' | 'claim' | 'send' | 'send all' | 'reopen' }

interface Edit {
  readonly issue: 0 | 1
  readonly field: 'assignee' | 'labels'
  readonly value: number
}

const edit: fc.Arbitrary<Edit> = fc.record({
  issue: fc.constantFrom(0, 1),
  field: fc.constantFrom('assignee', 'assignee', 'labels'),
  value: fc.nat(3),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => ({ do: 'perform', edits }) as const),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'undo' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'redo' } as const) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...(['claim', 'send', 'send all', 'send all', 'send all'] as const))
      .map((name) => ({ do: name })),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' } as const) },
)

interface Seen {
  readonly assignee: string | null
  readonly labels: readonly string[]
}

type State = Readonly<Record<IssueKey, Seen>>

/** One edit that changes something, as an operation and on the state. */
const apply = (state: State, key: IssueKey, { field, value }: Edit): { operation: Operation; state: State } | null => {
  const seen = state[key] ?? { assignee: null, labels: [] }
  if (field === 'assignee') {
    const assignee = people[value] ?? null
    if ((assignee?.id ?? null) === seen.assignee) return null
    return {
      operation: { kind: 'assign', key, assignee },
      state: { ...state, [key]: { ...seen, assignee: assignee?.id ?? null } },
    }
  }
  const word = words[value % 2] ?? ''
  const has = seen.labels.includes(word)
  const labels = has ? seen.labels.filter((one) => one !== word) : [...seen.labels, word].toSorted()
  return {
    operation: { kind: 'labels', key, add: has ? [] : [word], remove: has ? [word] : [] },
    state: { ...state, [key]: { ...seen, labels } },
  }
}

/** What people see, or what the site has confirmed. */
const see = (keys: readonly IssueKey[], issue: (key: IssueKey) => Issue | undefined): State =>
  Object.fromEntries(
    keys.map((key) => [
      key,
      { assignee: issue(key)?.assignee?.id ?? null, labels: [...(issue(key)?.labels ?? [])].toSorted() },
    ]),
  )

/** A user with a plain stack of states. */
class Model {
  #past: State[] = []
  #future: State[] = []
  now: State

  constructor(start: State) {
    this.now = start
  }

  push(state: State): void {
    this.#past.push(this.now)
    this.#future = []
    this.now = state
  }

  /** False: there is nothing. */
  go(way: 'undo' | 'redo'): boolean {
    const [from, to] = way === 'undo' ? [this.#past, this.#future] : [this.#future, this.#past]
    const state = from.pop()
    if (state === undefined) return false
    to.push(this.now)
    this.now = state
    return true
  }
}

const plan = (replica: Replica, way: 'undo' | 'redo'): UndoPlan | null =>
  way === 'undo' ? replica.planUndo() : replica.planRedo()

/** The oldest operation that the sender may work on. */
const next = ({ behind }: FaceWorld) => behind.outbox.open()[0]

const sendAll = (world: FaceWorld, replica: Replica): void => {
  for (const { id } of world.behind.outbox.open()) world.take(id)
  replica.poll()
}

/** Gives what the site has confirmed in the end, and what it should be. */
const run = (world: FaceWorld, steps: readonly Step[]): { readonly confirmed: State; readonly wanted: State } => {
  const keys = [world.key, world.other]
  let { replica } = world
  const model = new Model(see(keys, (key) => replica.issue(key)))
  for (const one of steps) {
    world.clock.now += 1000
    if (one.do === 'perform') perform(replica, model, keys, one.edits)
    else if (one.do === 'undo' || one.do === 'redo') {
      const planned = plan(replica, one.do)
      expect(planned !== null, `there is something to ${one.do}`).toBe(model.go(one.do))
      if (planned !== null) replica.takeBack(planned)
      expect(planned?.refused ?? []).toEqual([])
    } else if (one.do === 'reopen') replica = world.another()
    else if (one.do === 'send all') sendAll(world, replica)
    else {
      const stored = next(world)
      if (stored !== undefined && one.do === 'claim') world.put(stored.id, 'sending')
      if (stored !== undefined && one.do === 'send') world.take(stored.id)
      replica.poll()
    }
    expect(see(keys, (key) => replica.issue(key))).toEqual(model.now)
  }
  sendAll(world, replica)
  return { confirmed: see(keys, (key) => world.behind.issues.row(key)), wanted: model.now }
}

const perform = (replica: Replica, model: Model, keys: readonly IssueKey[], edits: readonly Edit[]): void => {
  let state = model.now
  const operations: Operation[] = []
  for (const edit of edits) {
    const key = keys[edit.issue]
    const made = key === undefined ? null : apply(state, key, edit)
    if (made === null) continue
    state = made.state
    operations.push(made.operation)
  }
  if (operations.length === 0) return
  replica.performAll(operations, '')
  model.push(state)
}

test('performing, undoing and redoing is a stack of states, however much was sent meanwhile', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const world = faceWorld()
      const { confirmed, wanted } = run(world, steps)
      expect(confirmed).toEqual(wanted)
      rmSync(world.folder, { recursive: true, force: true })
    }),
    { numRuns: 60 },
  )
})
