import type { Issue, Transition } from '@mmd/jira-api/model'
import type { TransitionOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import type { BulkRow } from '../../../screens/macros/bulk-modal.ts'
import { performAll } from '../perform.ts'
import { openBulk, waysOf, wordsOf } from './open-bulk.ts'

/** A step that several issues of one site are to take. */
export interface ManySteps {
  readonly app: App
  readonly session: SiteSession
  readonly issues: readonly Issue[]
  /** As the first of them is offered it. */
  readonly transition: Transition
  /** Makes the change of one issue, with what was filled in for all of them. */
  readonly operation: (issue: Issue, found: Transition) => TransitionOperation
}

/** Requests side by side while the transitions of several issues are looked up. */
const lookUps = 4

/** Issues of one kind in one status have the same transitions: one is asked for all of them. */
const kindOf = ({ project, type, status }: Issue): string => `${project.id}/${type.id}/${status.id}`

/** What a transition asks for that was not filled in. */
const missingOf = ({ fields }: Transition, filled: TransitionOperation): readonly string[] =>
  fields
    .filter(
      ({ id, required, hasDefault }) =>
        required &&
        !hasDefault &&
        !Object.hasOwn(filled.fields, id) &&
        !(id === 'comment' && filled.comment !== undefined),
    )
    .map(({ name }) => name)

/** The same step, else another one to the same status: of those the one that asks for nothing more. */
const chooseStep = (
  { transition: wanted, operation }: ManySteps,
  issue: Issue,
  offered: readonly Transition[],
): Transition | undefined => {
  const there = offered.filter(({ to }) => to.id === wanted.to.id)
  const same = there.find(({ name }) => name === wanted.name)
  return same ?? there.find((one) => missingOf(one, operation(issue, one)).length === 0) ?? there[0]
}

const toRow = (many: ManySteps, issue: Issue, offered: readonly Transition[]): BulkRow => {
  const { session, transition: wanted, operation } = many
  const { key, status } = issue
  const found = chooseStep(many, issue, offered)
  const nothing = { key, operations: [], words: '', closed: null, unsure: null, opens: [] }
  if (found === undefined) {
    if (status.id === wanted.to.id) return { ...nothing, problem: null }
    return { ...nothing, problem: `no way from ${status.name} to ${wanted.to.name}` }
  }
  const own = operation(issue, found)
  const missing = missingOf(found, own)
  if (missing.length > 0) return { ...nothing, problem: `“${found.name}” needs ${missing.join(', ')}` }
  return { ...nothing, operations: [own], words: wordsOf([own]), problem: null, ...waysOf(session, [own]) }
}

const lookUp = async (many: ManySteps): Promise<readonly BulkRow[]> => {
  const { session, issues, transition } = many
  const rows = new Map<string, BulkRow>()
  const queue = [...Map.groupBy(issues, kindOf).values()]
  const look = async (): Promise<void> => {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      const [first] = group
      if (first === undefined) continue
      const offered = first === issues[0] ? [transition] : await session.transitions(first.key)
      for (const issue of group) rows.set(issue.key, toRow(many, issue, offered))
    }
  }
  await Promise.all(Array.from({ length: lookUps }, look))
  return issues.flatMap(({ key }) => rows.get(key) ?? [])
}

/**
 * Moves several issues to one status, each by its own way: one look-up for each kind of issue and status. When some cannot go
 * there the plan is shown first.
 */
export const stepMany = async (many: ManySteps): Promise<void> => {
  const { app, session, issues, transition } = many
  let isGivenUp = false
  const busy = {
    cancel: (): void => {
      isGivenUp = true
    },
  }
  const lines = [`Looking up the transitions of ${issues.length} issues…`]
  const waiting = app.open({ kind: 'message', title: transition.name, tone: 'info', lines, top: 0, busy })
  let rows: readonly BulkRow[]
  try {
    rows = await lookUp(many)
  } catch (error) {
    if (!isGivenUp) app.fail(error, session.site)
    return
  } finally {
    app.close(waiting)
  }
  if (isGivenUp) return
  const done = `→ ${transition.to.name}`
  if (rows.every(({ problem, operations }) => problem === null && operations.length > 0))
    performAll(
      app,
      session,
      rows.flatMap(({ operations }) => operations),
      done,
    )
  else openBulk({ app, session, title: `${issues.length} issues ${done}`, done, rows })
}
