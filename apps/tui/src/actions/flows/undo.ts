import type { UndoPlan } from '@mmd/replica/local'
import type { App, SiteSession } from '../../app/app.ts'
import { watch } from './perform.ts'

/** Takes back the newest change that was not taken back yet. */
export const undo = (app: App): void => {
  const session = app.session()
  if (session === null) return
  const plan = session.replica.planUndo()
  if (plan === null) return app.toast('info', 'There is nothing to take back')
  begin(app, session, plan, 'Taken back')
}

/** Does again what was taken back last. */
export const redo = (app: App): void => {
  const session = app.session()
  if (session === null) return
  const plan = session.replica.planRedo()
  if (plan === null) return app.toast('info', 'There is nothing to do again')
  begin(app, session, plan, 'Done again')
}

const begin = (app: App, session: SiteSession, plan: UndoPlan, done: string): void => {
  if (plan.refused.length === 0 && plan.loses.length === 0) return run(app, session, plan, done)
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
    title: `Take back: ${plan.change.title}`,
    tone: 'info',
    lines,
    top: 0,
    ...(comes === 0 ? {} : { enter: { label: 'takes it back', run: () => run(app, session, plan, done) } }),
  })
}

const run = (app: App, session: SiteSession, plan: UndoPlan, done: string): void => {
  const records = session.replica.takeBack(plan)
  const back = done === 'Taken back' ? 'Ctrl-r does it again' : 'u takes it back'
  app.toast('good', `${done}: ${plan.change.title} · ${back}`)
  watch(app, session, records)
}
