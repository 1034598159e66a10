import type { UndoPlan } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { fillSteps, watchSteps } from './step-back.ts'
import { backWords, keyWords, wayBack } from './way-back.ts'

/** How it is told, and what takes it back in turn. */
interface Way {
  readonly verb: string
  readonly done: string
  readonly enter: string
  readonly turn: (app: App, back: string | null) => string
}

const back: Way = {
  verb: 'Take back',
  done: 'Taken back',
  enter: 'takes it back',
  turn: (app) => keyWords(app, 'app.redo', 'does it again'),
}
const again: Way = { verb: 'Do again', done: 'Done again', enter: 'does it again', turn: wayBack }

/** What it is about, without how often it was taken back before. */
const about = ({ change }: UndoPlan): string => change.title.replace(/^(?:undo|redo) /, '')

/** What is newer and stays. */
const passed = (plan: UndoPlan): string => {
  const [first, ...more] = plan.passed
  if (first === undefined) return ''
  const others = more.length === 0 ? '' : ` and ${more.length} more`
  return ` · ${first.change.title}${others} stays: ${first.why}`
}

/** Takes back the newest change that was not taken back yet. */
export const undo = (app: App): void => {
  const session = app.session()
  if (session === null) return
  const plan = session.replica.planUndo()
  if (plan === null) return app.toast('info', 'There is nothing to take back')
  begin(app, session, plan, back)
}

/** Does again what was taken back last. */
export const redo = (app: App): void => {
  const session = app.session()
  if (session === null) return
  const plan = session.replica.planRedo()
  if (plan === null) return app.toast('info', 'There is nothing to do again')
  begin(app, session, plan, again)
}

const begin = (app: App, session: SiteSession, plan: UndoPlan, way: Way): void => {
  if (plan.refused.length === 0 && plan.loses.length === 0) return run(app, session, plan, way)
  const comes = plan.cancelled.length + plan.operations.length
  const lines = [
    ...(plan.refused.length === 0
      ? []
      : ['This stays as it is:', ...plan.refused.map(({ key, words, why }) => `  ${key}, ${words}: ${why}`), '']),
    ...plan.operations.map(({ operation, words }) => `${operation.key}: ${words}`),
    ...plan.loses.map((loss) => `! ${loss}`),
  ]
  app.open({
    kind: 'message',
    title: `${way.verb}: ${about(plan)}`,
    tone: 'info',
    lines,
    top: 0,
    ...(comes === 0 ? {} : { enter: { label: way.enter, run: () => run(app, session, plan, way) } }),
  })
}

const run = (app: App, session: SiteSession, plan: UndoPlan, way: Way): void => {
  const turning = { app, session, done: `${way.done}: ${about(plan)}` }
  fillSteps({ ...turning, plan }, (filled) => {
    const back = backWords(
      session.replica,
      plan.operations.map(({ operation }) => operation),
    )
    const records = session.replica.takeBack(plan, { filled: filled.steps })
    app.toast('good', `${turning.done}${passed(plan)}${way.turn(app, back)}`)
    watchSteps(turning, filled, records)
  })
}
