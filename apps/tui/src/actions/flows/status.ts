import { EMPTY, type Issue, type Transition } from '@mmd/jira-api/model'
import type { Operation, TransitionOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { AppError } from '../../config/app-error.ts'
import { editorOf } from '../../screens/forms/editor-kind.ts'
import { isChanged, isMissing, toEntry } from '../../screens/forms/entries.ts'
import type { FormEntry } from '../../screens/forms/form-modal.ts'
import { stepMany } from './bulk/status-of-many.ts'
import { closedWays } from './closed-ways.ts'
import { myself } from './comment.ts'
import { collect, type Filled } from './forms/collect.ts'
import { formDrafts } from './forms/draft-names.ts'
import { editField } from './forms/edit-field.ts'
import { type FormWish, openForm } from './forms/open-form.ts'
import { partOperations } from './forms/part-operations.ts'
import type { Subject } from './forms/subject.ts'
import { performForm } from './forms/watch-form.ts'
import { giveBack } from './give-back.ts'
import { sayClosed, whenUndisturbed } from './perform.ts'
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
  /** It was read beforehand that there is no way back. */
  readonly isSaid?: boolean
}

/** Offers the transitions that the site gives for the issue: one request, and one more to send the choice. */
export const openStatus = (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  also: readonly Operation[] = [],
): void => {
  const [first] = issues
  if (first === undefined) return
  offer({ app, session, issues, also }, async () => {
    const transitions = await session.transitions(first.key)
    if (transitions.length === 0) throw noTransitions(first)
    return transitions
  })
}

/**
 * Goes on with the only one of these, or asks which. Some time has passed since the key: what has to be asked waits for the
 * dialog that was opened meanwhile.
 */
export const chooseTransition = (wish: Wish, transitions: readonly Transition[]): void => {
  const { app, session } = wish
  const [only] = transitions
  if (only === undefined || transitions.length > 1)
    return whenUndisturbed(app, session, () => offer(wish, async () => transitions))
  const plan = { ...wish, transition: only }
  if (entriesOf(plan).some(isMissing)) whenUndisturbed(app, session, () => begin(plan, false))
  else begin(plan, false)
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
        detail: [askedFor(transition), backOf(wish, transition)].filter((words) => words !== '').join(' · '),
      }))
    },
    placeholder: 'type to narrow · Ctrl-O opens all the fields of its screen',
    onMore: (id) => {
      const transition = found.get(id)
      if (transition === undefined) return
      if (transition.fields.length > 0) begin({ ...wish, transition, isSaid: true }, true)
      else wish.app.toast('info', `${transition.name} has no fields`)
    },
    onPick: ([id]) => {
      const transition = id === undefined ? undefined : found.get(id)
      if (transition !== undefined) begin({ ...wish, transition, isSaid: true }, false)
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

/** What is known of the way back of the only issue; several show it in their plan. */
const backOf = ({ session, issues }: Wish, transition: Transition): string => {
  const [first, ...others] = issues
  if (first === undefined || others.length > 0) return ''
  const { id, name, to } = transition
  const way = session.replica.wayBack({ kind: 'transition', key: first.key, transition: { id, name, to }, fields: {} })
  if ('closed' in way) return 'no way back'
  return way.asks === undefined ? '' : `the way back asks for ${way.asks.join(', ')}`
}

/** Sends it at once when its screen requires nothing that is not known; `whole` opens the screen all the same. */
const begin = (plan: Plan, whole: boolean): void => {
  const entries = entriesOf(plan)
  const asks = entries.some(isMissing)
  if (!whole && !asks) return send(plan, { fields: collectMeant(plan, entries), parts: [], comment: null }, entries)
  const modal = openForm(formOf(plan, whole ? entries.map((entry) => ({ ...entry, folded: false })) : entries))
  const open = entries.filter(({ folded }) => !folded)
  const [only] = open
  const { app, session } = plan
  if (open.length === 1 && only !== undefined && isMissing(only) && editorOf(only.meta) !== 'typed')
    editField({ app, session, subject: subjectOf(plan), entry: only, modal })
}

const collectMeant = ({ session }: Plan, entries: readonly FormEntry[]): Filled['fields'] => {
  const { deployment } = session.site
  const collected = collect(entries, { deployment, defaults: false, markdown: null })
  return 'filled' in collected ? collected.filled.fields : []
}

/** What the transition requires, and the resolution where one is meant; its other fields are folded. */
const entriesOf = (plan: Plan): readonly FormEntry[] => {
  const { transition, resolution } = plan
  const needed = required(transition)
  const entries = transition.fields.map((meta) => {
    const isAsked = needed.includes(meta) || (resolution !== undefined && meta.id === 'resolution')
    return meantValue(plan, toEntry(meta, EMPTY, { folded: !isAsked }))
  })
  return [...entries].sort((a, b) => Number(a.folded) - Number(b.folded))
}

const meantValue = ({ resolution }: Plan, entry: FormEntry): FormEntry => {
  if (resolution === undefined || entry.meta.id !== 'resolution') return entry
  const option = entry.meta.allowedValues.find(({ label }) => resolution.test(label))
  return option === undefined
    ? entry
    : { ...entry, value: { kind: 'named', value: { id: option.id, name: option.label } } }
}

const subjectOf = ({ issues: [first] }: Plan): Subject => ({
  project: first?.project.key ?? '',
  issue: first?.key ?? null,
})

const formOf = (plan: Plan, entries: readonly FormEntry[]): FormWish => {
  const { app, session, issues, transition } = plan
  const [first] = issues
  const what = issues.length === 1 ? first?.key : `${issues.length} issues`
  const only = entries.filter(({ folded }) => !folded)
  return {
    app,
    session,
    subject: subjectOf(plan),
    title: `${transition.name}: ${what}`,
    button: transition.name,
    draft: formDrafts.transition(issues.length === 1 ? (first?.key ?? '') : 'several', transition.id),
    entries,
    defaults: false,
    ...(only.length === 1 && only[0] !== undefined ? { startsIn: only[0].meta.id } : {}),
    onSend: (filled, sent) => send(plan, filled, sent),
  }
}

const send = (plan: Plan, filled: Filled, entries: readonly FormEntry[]): void => {
  const { issues } = plan
  const [first, ...others] = issues
  if (first === undefined) return
  const resolution = filled.fields.find(({ entry }) => entry.meta.id === 'resolution')?.value
  const operation = (issue: Issue, found: Transition): TransitionOperation => ({
    kind: 'transition',
    key: issue.key,
    transition: { id: found.id, name: found.name, to: found.to },
    fields: Object.fromEntries(filled.fields.map(({ entry, wire }) => [entry.meta.id, wire])),
    ...(resolution?.kind === 'named' ? { resolution: resolution.value } : {}),
    ...(filled.comment === null ? {} : { comment: filled.comment }),
  })
  if (others.length === 0) sendOne(plan, filled, entries, operation(first, plan.transition))
  else void stepMany({ ...plan, operation }).catch((error: unknown) => comeBack(plan, entries, error))
}

/** Several issues that could not be moved on: what was filled in for them is there again. */
const comeBack = (plan: Plan, entries: readonly FormEntry[], error: unknown): void => {
  const { app, session } = plan
  if (!entries.some(isChanged)) return app.fail(error, session.site)
  giveBack(app, session, error, (why) => openForm(formOf(plan, entriesOf(plan)), { entries, error: why }))
}

/** One issue: when the site wants more fields than its metadata said, the form comes back with what was filled in. */
const sendOne = (plan: Plan, filled: Filled, entries: readonly FormEntry[], operation: TransitionOperation): void => {
  const { app, session, transition, also = [], done = `→ ${transition.to.name}` } = plan
  const title = `${operation.key} ${done}`
  const operations = [operation, ...also, ...partOperations(filled.parts, operation.key, myself(session))] as const
  const closed = plan.isSaid === true ? [] : closedWays(session.replica, [operation])
  sayClosed(app, closed, () =>
    performForm({
      app,
      session,
      entries,
      operations,
      title,
      done: title,
      instead: null,
      reopen: (refused, ids) => {
        for (const id of ids) session.replica.drop(id)
        openForm(formOf({ ...plan, also: [] }, entriesOf(plan)), refused)
      },
    }),
  )
}
