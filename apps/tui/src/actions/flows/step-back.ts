import { EMPTY, type Transition } from '@mmd/jira-api/model'
import type { Operation, OperationRecord, TakeBackOptions, TransitionOperation, UndoPlan } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { isMissing, toEntry } from '../../screens/forms/entries.ts'
import type { FormEntry } from '../../screens/forms/form-modal.ts'
import type { Filled } from './forms/collect.ts'
import { formDrafts } from './forms/draft-names.ts'
import { type FormWish, openForm, type Refused } from './forms/open-form.ts'
import { performForm, watchForm } from './forms/watch-form.ts'
import { sayUntaken, watch, whenSettled, whenUndisturbed } from './perform.ts'

/** What is taken back or done again. */
export interface Turning {
  readonly app: App
  readonly session: SiteSession
  readonly plan: UndoPlan
  /** What it is called when it is done: `Taken back: PAY-1 → Done`. */
  readonly done: string
}

/** The form of a step, the same for all operations. */
interface StepForm extends Omit<Turning, 'plan'> {
  readonly transition: Transition
  readonly operations: readonly [TransitionOperation, ...TransitionOperation[]]
}

/** Steps with what was filled in for them; none where nothing had to be. */
export interface FilledSteps {
  readonly steps: NonNullable<TakeBackOptions['filled']>
  readonly form: StepForm | null
  readonly entries: readonly FormEntry[]
}

const isRequired = ({ required, hasDefault }: Transition['fields'][number]): boolean => required && !hasDefault

/** The fields of the step, with the resolution that the issue had. */
const entriesOf = ({ transition, operations }: StepForm): readonly FormEntry[] => {
  const [{ resolution }] = operations
  const entries = transition.fields.map((meta) => {
    const entry = toEntry(meta, EMPTY, { folded: !isRequired(meta) })
    return meta.id === 'resolution' && resolution
      ? { ...entry, value: { kind: 'named', value: resolution } as const }
      : entry
  })
  return entries.toSorted((a, b) => Number(a.folded) - Number(b.folded))
}

/** The step that wants the least, of those that lead there. */
const leastAsking = (transitions: readonly Transition[], toId: string): Transition | undefined => {
  const count = ({ fields }: Transition): number => fields.filter(isRequired).length
  const [least] = transitions
    .filter(({ available, to }) => available && to.id === toId)
    .toSorted((a, b) => count(a) - count(b))
  return least
}

/** The form of the step that these are to take; undefined: it asks for nothing, there is none, or not one for all. */
const lookUp = async (
  { app, session, done }: Omit<Turning, 'plan'>,
  operations: readonly TransitionOperation[],
): Promise<StepForm | undefined> => {
  const [first, ...others] = operations
  if (first === undefined) return undefined
  const toId = first.transition.to.id
  const owner = ownerOf(session, first.key)
  const transition = leastAsking(await owner.session.transitions(owner.key), toId)
  if (transition === undefined || others.some((one) => one.transition.to.id !== toId)) return undefined
  const form: StepForm = { app, session, done, transition, operations: [first, ...others] }
  return entriesOf(form).some(isMissing) ? form : undefined
}

const filledIn = (
  { transition, operations }: StepForm,
  operation: TransitionOperation,
  { fields, comment }: Filled,
): TransitionOperation => {
  const resolution = fields.find(({ entry }) => entry.meta.id === 'resolution')?.value
  // The workflows of several issues may call it otherwise.
  const id = operations.length === 1 ? transition.id : null
  return {
    ...operation,
    transition: { id, name: transition.name, to: transition.to },
    fields: Object.fromEntries(fields.map(({ entry, wire }) => [entry.meta.id, wire])),
    ...(resolution?.kind === 'named' ? { resolution: resolution.value } : {}),
    ...(comment === null ? {} : { comment }),
  }
}

const wishOf = (form: StepForm, onSend: FormWish['onSend']): FormWish => {
  const { app, session, transition, operations } = form
  const [first, ...others] = operations
  const { session: own, key } = ownerOf(session, first.key)
  return {
    app,
    session: own,
    subject: { project: key.slice(0, key.lastIndexOf('-')), issue: key },
    title: `${transition.name}: ${others.length === 0 ? key : `${operations.length} issues`}`,
    button: transition.name,
    draft: formDrafts.transition(others.length === 0 ? key : 'several', transition.id),
    entries: entriesOf(form),
    defaults: false,
    note: `The way back to ${transition.to.name} asks for it`,
    onSend,
  }
}

/**
 * Goes on with what the steps of a plan are known to ask for, once it is filled in; at once where nothing is known to be missing.
 * Left with Esc, nothing is taken back.
 */
export const fillSteps = ({ plan, ...turning }: Turning, go: (filled: FilledSteps) => void): void => {
  const { app, session } = turning
  const asking = plan.operations.flatMap(({ undoes, operation, asks }) =>
    operation.kind === 'transition' && asks !== undefined ? [{ undoes, operation }] : [],
  )
  const ask = async (): Promise<void> => {
    const form = await lookUp(
      turning,
      asking.map(({ operation }) => operation),
    )
    if (form === undefined) return go({ steps: [], form: null, entries: [] })
    openForm(
      wishOf(form, (filled, entries) => {
        const steps = asking.map((one) => ({ ...one, operation: filledIn(form, one.operation, filled) }))
        go({ steps, form, entries })
      }),
    )
  }
  if (asking.length === 0) go({ steps: [], form: null, entries: [] })
  else void ask().catch((error: unknown) => app.fail(error, session.site))
}

/** Opens the form of a step that was refused; what is sent takes its place. */
const openAgain = (form: StepForm, instead: number, refused?: Refused): void => {
  const { app, session, done } = form
  const [operation] = form.operations
  const send: FormWish['onSend'] = (filled, entries) =>
    performForm({
      app,
      session,
      entries,
      operations: [filledIn(form, operation, filled)],
      title: done,
      done,
      instead,
      reopen: (again, [id]) => openAgain(form, id, again),
    })
  openForm(wishOf(form, send), refused)
}

const isTransition = (operation: Operation): operation is TransitionOperation => operation.kind === 'transition'

/** A step back that is refused is asked for what it wants; of several that is left to the outbox. */
export const watchSteps = (
  turning: Omit<Turning, 'plan'>,
  { form, entries }: FilledSteps,
  records: readonly OperationRecord[],
): void => {
  const { app, session } = turning
  const [only, ...more] = records.filter(({ operation }) => isTransition(operation))
  if (only === undefined || more.length > 0) return watch(app, session, records)
  watch(
    app,
    session,
    records.filter((record) => record !== only),
  )
  if (form !== null)
    return watchForm({ app, session, entries, reopen: (again, [id]) => openAgain(form, id, again) }, [only.id])
  whenSettled(app, session, only.id, (record) => {
    const { operation, state, error } = record
    if (state !== 'failed' || error?.code !== 'refused' || !isTransition(operation))
      return sayUntaken(app, session, record)
    void lookUp(turning, [operation]).then(
      (found) =>
        found === undefined
          ? sayUntaken(app, session, record)
          : whenUndisturbed(app, session, () => openAgain(found, record.id)),
      () => sayUntaken(app, session, record),
    )
  })
}
