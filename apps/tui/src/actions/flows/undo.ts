import type { UndoPlan } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { speakingOf } from '../../app/speaking-of.ts'
import { fillSteps, watchSteps } from './step-back.ts'
import { backWords, keyWords, wayBack } from './way-back.ts'

/** How it is told, and what takes it back in turn. */
interface Way {
  readonly verb: string
  readonly done: string
  readonly closed: string
  readonly enter: string
  readonly older: string
  readonly turn: (app: App, back: string | null) => string
}

const back: Way = {
  verb: 'Take back',
  done: 'Taken back',
  closed: 'Cannot be taken back',
  enter: 'takes it back',
  older: 'takes back the change before',
  turn: (app) => keyWords(app, 'app.redo', 'does it again'),
}
const again: Way = {
  verb: 'Do again',
  done: 'Done again',
  closed: 'Cannot be done again',
  enter: 'does it again',
  older: 'does the change before again',
  turn: wayBack,
}

/** Newer changes of which somebody has read that they stay. */
const toldOf = new WeakMap<SiteSession['replica'], Set<number>>()

/** What it is about, without how often it was taken back before. */
const about = ({ change }: Pick<UndoPlan, 'change'>): string => change.title.replace(/^(?:undo|redo) /, '')

/** What is newer and stays. */
const passed = (plan: UndoPlan): string => {
  const [first, ...more] = plan.passed
  if (first === undefined) return ''
  const others = more.length === 0 ? '' : ` and ${more.length} more`
  return ` · ${about(first)}${others} stays: ${first.why}`
}

/** What has changed nothing is taken back like the rest, so that no older change is taken for it. */
const nothing = ({ cancelled, operations, refused }: UndoPlan): string =>
  cancelled.length + operations.length + refused.length === 0 ? ': it had changed nothing' : ''

interface Turn {
  readonly app: App
  readonly session: SiteSession
  readonly plan: UndoPlan
  readonly way: Way
  /** Runs just before it is done, and never when a dialog was left. */
  readonly onRun?: ((plan: UndoPlan) => void) | undefined
}

/** Takes back the newest change that was not taken back yet; an older one only once somebody has read why the newest stays. */
export const undo = (app: App, onRun?: Turn['onRun']): void => {
  const session = app.session()
  if (session === null) return
  const plan = session.replica.planUndo()
  if (plan === null) return app.toast('info', 'There is nothing to take back')
  begin({ app, session, plan, way: back, onRun })
}

/** Does again what was taken back last. */
export const redo = (app: App): void => {
  const session = app.session()
  if (session === null) return
  const plan = session.replica.planRedo()
  if (plan === null) return app.toast('info', 'There is nothing to do again')
  begin({ app, session, plan, way: again })
}

const begin = (turn: Turn): void => {
  const { app, session, plan, way } = turn
  const told = toldOf.get(session.replica)
  const newer = plan.passed.filter(({ change }) => told?.has(change.id) !== true)
  if (newer.length + plan.refused.length + plan.loses.length === 0) return run(turn)
  const comes = plan.cancelled.length + plan.operations.length
  const lines = [
    ...newer.map((one) => `${about(one)}: ${one.why}`),
    ...(newer.length === 0 ? [] : ['', `The change before: ${about(plan)}`]),
    ...(plan.refused.length === 0
      ? []
      : ['This stays as it is:', ...plan.refused.map(({ key, words, why }) => `  ${key}, ${words}: ${why}`), '']),
    ...plan.operations.map(({ operation, words }) => `${operation.key}: ${words}`),
    ...plan.loses.map((loss) => `! ${loss}`),
  ]
  const onEnter = (): void => {
    toldOf.set(session.replica, new Set([...(told ?? []), ...newer.map(({ change }) => change.id)]))
    run(turn)
  }
  const label = newer.length === 0 ? way.enter : way.older
  app.open({
    kind: 'message',
    title: newer.length === 0 ? `${way.verb}: ${about(plan)}` : way.closed,
    tone: 'info',
    lines,
    top: 0,
    ...(comes === 0 && plan.refused.length > 0 ? {} : { enter: { label, run: onEnter } }),
  })
}

/** The program for what is said of it: of several sites on screen the one that it is about, when it is about one. */
const speaker = ({ app, session, plan }: Turn): App => {
  const gone = plan.cancelled.flatMap((id) => session.replica.operation(id) ?? [])
  const keys = [...plan.operations, ...gone].map(({ operation }) => operation.key)
  const [owner, ...others] = new Set(keys.map((key) => ownerOf(session, key).session))
  return session.members === undefined || owner === undefined || others.length > 0 ? app : speakingOf(app, owner)
}

const run = (turn: Turn): void => {
  const { app, session, plan, way, onRun } = turn
  const turning = { app, session, done: `${way.done}: ${about(plan)}${nothing(plan)}` }
  fillSteps({ ...turning, plan }, (filled) => {
    const words = backWords(
      session.replica,
      plan.operations.map(({ operation }) => operation),
    )
    onRun?.(plan)
    const speaking = speaker(turn)
    const records = session.replica.takeBack(plan, { filled: filled.steps })
    speaking.toast('good', `${turning.done}${passed(plan)}${way.turn(app, words)}`)
    watchSteps(turning, filled, records)
  })
}
