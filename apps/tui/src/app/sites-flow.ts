import type { App, SiteTask } from './app.ts'
import { openSiteList } from './sites/site-list.ts'
import { askName, askRemoval, askSignOut, makeDefault } from './sites/tasks.ts'
import type { Surroundings } from './surroundings.ts'

/** Does what is to be done with the saved sites; what takes more than a dialog or two is loaded when it is wanted. */
export const startSiteTask = (app: App, task: SiteTask, surroundings: Surroundings): void =>
  void start(app, task, surroundings).catch((error: unknown) => app.fail(error))

const start = async (app: App, task: SiteTask, surroundings: Surroundings): Promise<void> => {
  if (task.kind === 'list') return openSiteList(app, surroundings)
  if (task.kind === 'join') return (await import('./invite-flow.ts')).startJoin(app, surroundings)
  const { kind, site } = task
  if (kind === 'sign-in') return app.signIn(site, { stays: true })
  if (surroundings.demo()?.site.baseUrl === site.baseUrl) {
    return app.toast('info', 'The demo ends with the program: nothing of it is saved')
  }
  switch (kind) {
    case 'edit':
      return (await import('./edit-site-flow.ts')).startEditSite(app, surroundings, site)
    case 'rename':
      return askName({ app, surroundings, site })
    case 'remove':
      return askRemoval({ app, surroundings, site })
    case 'make-default':
      return makeDefault({ app, surroundings, site })
    case 'sign-out':
      return askSignOut({ app, surroundings, site })
    case 'mint':
      return (await import('./sites/mint-flow.ts')).startMint({ app, surroundings, site })
    case 'export':
      return (await import('./export-flow.ts')).startExport({ app, surroundings, site })
  }
}
