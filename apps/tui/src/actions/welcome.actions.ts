import type { App } from '../app/app.ts'
import { type Action, key } from './action.ts'

export interface WelcomeChoice {
  readonly title: string
  readonly detail: string
  readonly run: (app: App) => void
}

/** What the welcome screen offers. */
export const welcomeChoices: readonly WelcomeChoice[] = [
  {
    title: 'Add a site',
    detail: 'a Jira that you can reach from here; you need its address',
    run: (app) => app.addSite(),
  },
  {
    title: 'Join with an invite',
    detail: 'a file that a colleague wrote for you; you need its passphrase',
    run: (app) => app.sites({ kind: 'join' }),
  },
  {
    title: 'Explore the demo site',
    detail: 'a Jira with 400 issues inside this program; nothing leaves your machine',
    run: (app) => app.demo(),
  },
  { title: 'Quit', detail: '', run: (app) => app.quit() },
]

const move = (app: App, step: number): void =>
  app.store.update((state) => ({
    ...state,
    welcomeCursor: (state.welcomeCursor + step + welcomeChoices.length) % welcomeChoices.length,
  }))

const base = { group: 'App', scope: 'welcome', palette: false } as const

export const welcomeActions: readonly Action[] = [
  { ...base, id: 'welcome.down', title: 'Down', keys: key('j', 'down', 'tab'), run: (app) => move(app, 1) },
  { ...base, id: 'welcome.up', title: 'Up', keys: key('k', 'up', 'shift-tab'), run: (app) => move(app, -1) },
  {
    ...base,
    id: 'welcome.choose',
    title: 'Choose',
    hint: 'choose',
    keys: key('enter'),
    run: (app) => welcomeChoices[app.store.get().welcomeCursor]?.run(app),
  },
]
