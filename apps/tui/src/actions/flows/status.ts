import type { Issue, Transition } from '@mmd/jira-api'
import type { Operation, TransitionOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { AppError } from '../../config/app-error.ts'
import { presentError } from '../../present-error.ts'
import type { FormField } from '../../state/modal.ts'
import { editField, missingFields, toFormField } from './fields.ts'
import { performAll, sayUntaken, watch, whenSettled, whenUndisturbed } from './perform.ts'
import { pick } from './pick.ts'

/** What a transition is for. */
export interface Wish {
  readonly app: App
  readonly session: SiteSession
  readonly issues: readonly Issue[]
  /** What is done in the same change. */
  readonly also?: readonly Operation[]
  /** What to call it, instead of the status that it leads to. */
  readonly done?: string
  /** The resolution that is meant, where the transition asks for one. */
  readonly resolution?: RegExp
}

interface Plan extends Wish {
  readonly transition: Transition
}

/** Offers the transitions that the site gives for the issue: one request, and one more to send the choice. */
export const openStatus = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const [first] = issues
  if (first === undefined) return
  offer({ app, session, issues }, async () => {
    const transitions = await session.transitions(first.key)
    if (transitions.length === 0) throw noTransitions(first)
    return transitions
  })
}

/** Goes on with the only one of these, or asks which. */
export const chooseTransition = (wish: Wish, transitions: readonly Transition[]): void => {
  const [only] = transitions
  if (only !== undefined && transitions.length === 1) begin({ ...wish, transition: only })
  else offer(wish, async () => transitions)
}

const offer = (wish: Wish, ask: () => Promise<readonly Transition[]>): void => {
  const { issues } = wish
  const [first] = issues
  const found = new Map<string, Transition>()
  pick(wish.app, {
    title:
      issues.length === 1 ? `Status of ${first?.key} (${first?.status.name})` : `Status of ${issues.length} issues`,
    items: async () => {
      const transitions = await ask()
      for (const transition of transitions) found.set(transition.id, transition)
      return transitions.map((transition) => ({
        id: transition.id,
        label: transition.name === transition.to.name ? transition.name : `${transition.name} → ${transition.to.name}`,
        detail: askedFor(transition),
      }))
    },
    onPick: ([id]) => {
      const transition = id === undefined ? undefined : found.get(id)
      if (transition !== undefined) begin({ ...wish, transition })
    },
  })
}

const noTransitions = ({ key, status }: Issue): AppError =>
  new AppError('unknown-transition', `${key} offers you no way out of ${status.name}`, 'Ask for the permission')

const required = (transition: Transition): Transition['fields'] =>
  transition.fields.filter((field) => field.required && !field.hasDefault)

const askedFor = (transition: Transition): string => {
  const names = required(transition).map((field) => field.name)
  return names.length === 0 ? '' : `asks for ${names.join(', ')}`
}

const begin = (plan: Plan): void => {
  const fields = asked(plan).map((meta) => meantValue(plan, meta))
  if (missingFields(fields).length === 0) send(plan, fields)
  else openForm(plan, fields, null)
}

/** What the transition requires, and the resolution where one is meant. */
const asked = ({ transition, resolution }: Plan): Transition['fields'] => {
  const needed = required(transition)
  const own = resolution === undefined ? undefined : transition.fields.find(({ id }) => id === 'resolution')
  return own === undefined || needed.includes(own) ? needed : [...needed, own]
}

const meantValue = ({ resolution }: Plan, meta: Transition['fields'][number]): FormField => {
  const field = toFormField(meta)
  if (resolution === undefined || meta.id !== 'resolution') return field
  const option = meta.allowedValues.find(({ label }) => resolution.test(label))
  return option === undefined ? field : { ...field, shown: option.label, wire: option.wire }
}

const openForm = (plan: Plan, fields: readonly FormField[], error: string | null): void => {
  const { app, session, issues, transition } = plan
  const what = issues.length === 1 ? issues[0]?.key : `${issues.length} issues`
  const modal = app.open({
    kind: 'form',
    title: `${transition.name}: ${what}`,
    fields,
    cursor: Math.max(
      0,
      fields.findIndex((field) => field.wire === undefined || field.error !== null),
    ),
    error,
    onEdit: (field, id) => editField(app, session, { field, modal: id, issueKey: issues[0]?.key ?? '' }),
    onSubmit: (filled) => send(plan, filled),
  })
  const [only] = fields
  if (fields.length === 1 && only !== undefined && only.wire === undefined) {
    editField(app, session, { field: only, modal, issueKey: issues[0]?.key ?? '' })
  }
}

const send = (plan: Plan, fields: readonly FormField[]): void => {
  const { issues, transition } = plan
  const missing = missingFields(fields)
  if (missing.length > 0) {
    openForm(plan, fields, `${missing.join(', ')} must be filled in`)
    return
  }
  const [first, ...others] = issues
  if (first === undefined) return
  const operation = (issue: Issue, found: Transition): TransitionOperation => {
    const resolution = fields.find(({ meta }) => meta.id === 'resolution')
    return {
      kind: 'transition',
      key: issue.key,
      transition: { id: found.id, name: found.name, to: found.to },
      fields: Object.fromEntries(
        fields.filter(({ wire }) => wire !== undefined).map(({ meta, wire }) => [meta.id, wire]),
      ),
      ...(resolution?.wire === undefined ? {} : { resolution: { id: resolution.shown, name: resolution.shown } }),
    }
  }
  if (others.length === 0) sendOne(plan, fields, operation(first, transition))
  else void sendMany(plan, operation)
}

/** One issue: when the site wants more fields than its metadata said, the form comes back with what was filled in. */
const sendOne = (plan: Plan, fields: readonly FormField[], operation: TransitionOperation): void => {
  const { app, session, transition, also = [], done = `→ ${transition.to.name}` } = plan
  const title = `${operation.key} ${done}`
  const records = session.replica.performAll([...also, operation], title)
  app.toast('good', `${title} · u takes it back`)
  const record = records.find(({ operation: { kind } }) => kind === 'transition')
  watch(
    app,
    session,
    records.filter((one) => one !== record),
  )
  if (record === undefined) return
  whenSettled(app, session, record.id, (settled) => {
    const { state, error } = settled
    if (state !== 'failed' || error === null) return sayUntaken(app, session, settled)
    const { fields: refused, what } = presentError(error, {})
    const wanting = transition.fields.filter(({ id }) => id in refused || fields.some(({ meta }) => meta.id === id))
    if (error.code !== 'refused' || wanting.length === 0) {
      app.fail(error, session.site)
      return
    }
    session.replica.drop(record.id)
    const again = wanting.map((meta): FormField => {
      const filled = fields.find((field) => field.meta.id === meta.id) ?? toFormField(meta)
      return { ...filled, error: refused[meta.id] ?? null }
    })
    whenUndisturbed(app, session, () => openForm({ ...plan, also: [] }, again, what))
  })
}

/** Requests side by side while the transitions of several issues are looked up. */
const lookUps = 4

/** Issues of one kind in one status have the same transitions: one is asked for all of them. */
const kindOf = ({ project, type, status }: Issue): string => `${project.id}/${type.id}/${status.id}`

/** Several issues: one look-up for each kind of issue and status; those that lack the transition are named and left alone. */
const sendMany = async (
  plan: Plan,
  operation: (issue: Issue, found: Transition) => TransitionOperation,
): Promise<void> => {
  const { app, session, issues, transition } = plan
  const groups = Map.groupBy(issues, kindOf)
  const abort = new AbortController()
  const lines = [`Looking up the transitions of ${issues.length} issues…`]
  const busy = { cancel: (): void => abort.abort() }
  const waiting = app.open({ kind: 'message', title: transition.name, tone: 'info', lines, top: 0, busy })
  const operations: TransitionOperation[] = []
  const without: string[] = []
  const queue = [...groups.values()]
  const look = async (): Promise<void> => {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      const [first] = group
      if (first === undefined) continue
      const isFirst = first === issues[0]
      const offered = isFirst ? [transition] : await session.transitions(first.key)
      const same = offered.find(({ name, to }) => name === transition.name && to.id === transition.to.id)
      if (same === undefined) without.push(...group.map(({ key }) => key))
      else operations.push(...group.map((issue) => operation(issue, same)))
    }
  }
  try {
    await Promise.all(Array.from({ length: lookUps }, look))
  } catch (error) {
    if (!abort.signal.aborted) app.fail(error, session.site)
    return
  } finally {
    app.close(waiting)
  }
  if (abort.signal.aborted) return
  performAll(app, session, operations, `→ ${transition.to.name}`)
  if (without.length > 0) {
    const named = [`These have no transition "${transition.name}" from their status:`, '', ...without]
    app.open({ kind: 'message', title: 'Left as they were', tone: 'info', lines: named, top: 0 })
  }
}
