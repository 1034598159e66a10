import type { App, SiteTask } from './app.ts'
import { startEditSite } from './edit-site-flow.ts'
import { startExport } from './export-flow.ts'
import { startJoin } from './invite-flow.ts'
import { startMint } from './sites/mint-flow.ts'
import { openSiteList } from './sites/site-list.ts'
import { askName, askRemoval, askSignOut, makeDefault, type Task } from './sites/tasks.ts'
import type { Surroundings } from './surroundings.ts'

/** Does what is to be done with the saved sites. */
export const startSiteTask = (app: App, task: SiteTask, surroundings: Surroundings): void => {
  const work = start(app, task, surroundings)
  void work?.catch((error: unknown) => app.fail(error))
}

/** Dialogs open at once, so that keys which are pressed fast do not land in the one before. */
const start = (app: App, task: SiteTask, surroundings: Surroundings): Promise<void> | undefined => {
  if (task.kind === 'list') openSiteList(app, surroundings)
  else if (task.kind === 'join') startJoin(app, surroundings)
  else if (task.kind === 'sign-in') app.signIn(task.site, { stays: true })
  else if (surroundings.demo()?.site.baseUrl === task.site.baseUrl) {
    app.toast('info', 'The demo ends with the program: nothing of it is saved')
  } else return startFor({ app, surroundings, site: task.site }, task.kind)
  return undefined
}

type Kind = Exclude<Extract<SiteTask, { readonly site: unknown }>['kind'], 'sign-in'>

const startFor = (task: Task, kind: Kind): Promise<void> | undefined => {
  switch (kind) {
    case 'edit':
      return startEditSite(task.app, task.surroundings, task.site)
    case 'make-default':
      return makeDefault(task)
    case 'rename':
      askName(task)
      return undefined
    case 'remove':
      askRemoval(task)
      return undefined
    case 'sign-out':
      askSignOut(task)
      return undefined
    case 'mint':
      startMint(task)
      return undefined
    case 'export':
      startExport(task)
      return undefined
  }
}
