import type { Site } from '@mmd/auth'
import type { App, SiteTask } from '../app/app.ts'
import type { SiteRow } from '../state/site-modals.ts'
import { chosenSites, currentSiteRow, openSites, shownSites } from '../state/sites.ts'
import { changeModal } from '../state/state.ts'
import { type Action, key } from './action.ts'
import { switchTo } from './flows/switch-site.ts'

/** Something that is done to one saved site: from the list with a key, on the site on screen from the palette. */
interface SiteVerb {
  readonly kind: Extract<SiteTask, { readonly site: Site }>['kind']
  readonly keys: Action['keys']
  readonly title: string
  /** For the foot of the list. */
  readonly hint: string
  /** Why it cannot be done with this site. */
  readonly not?: (site: Site) => string | undefined
  /** The same, where the list knows who is signed in. */
  readonly notInState?: (row: SiteRow) => string | undefined
}

const nobody = ({ status }: SiteRow): string | undefined =>
  status?.state === 'sign-in-needed' ? 'nobody is signed in to it' : undefined

const verbs: readonly SiteVerb[] = [
  { kind: 'edit', keys: key('e'), title: 'Edit the settings of the site…', hint: 'edit' },
  { kind: 'rename', keys: key('R'), title: 'Rename the site…', hint: 'rename' },
  { kind: 'remove', keys: key('d', 'D'), title: 'Remove the site from this machine…', hint: 'remove' },
  { kind: 'make-default', keys: key('*'), title: 'Make it the site that opens at start', hint: 'default' },
  { kind: 'sign-in', keys: key('s'), title: 'Sign in again', hint: 'sign in' },
  { kind: 'sign-out', keys: key('o'), title: 'Sign out…', hint: 'sign out', notInState: nobody },
  {
    kind: 'mint',
    keys: key('m'),
    title: 'Make a personal access token and sign in with it…',
    hint: 'make token',
    not: ({ deployment }) => (deployment === 'cloud' ? 'Jira Cloud makes none this way' : undefined),
  },
  { kind: 'export', keys: key('w'), title: 'Write an invite to the site for colleagues…', hint: 'invite' },
]

const base = { group: 'Site' } as const
const listed = { group: 'List of sites', scope: 'sites', palette: false } as const

/** On the site that is on screen. */
const onScreen = ({ kind, title, not }: SiteVerb): Action => ({
  ...base,
  id: `site.${kind}`,
  title,
  scope: 'triage',
  keys: [],
  enabled: (app) => {
    const { site, members } = app.session() ?? {}
    if (members !== undefined) return 'several sites are on screen; S lists them'
    return (site === undefined ? undefined : not?.(site)) ?? true
  },
  run: (app) => {
    const { site } = app.store.get()
    if (site !== null && app.session()?.members === undefined) app.sites({ kind, site })
  },
})

/** On the one under the cursor of the list. */
const inList = ({ kind, keys, title, hint, not, notInState }: SiteVerb): Action => ({
  ...listed,
  id: `sites.${kind}`,
  title,
  hint,
  keys,
  enabled: (app) => {
    const row = currentSiteRow(app.store.get())
    return (row === undefined ? undefined : (not?.(row.site) ?? notInState?.(row))) ?? true
  },
  run: (app) => {
    const row = currentSiteRow(app.store.get())
    if (row !== undefined) app.sites({ kind, site: row.site })
  },
})

const showThem = (app: App, names: readonly string[]): void => {
  if (names.length === 0) return
  for (const { id, kind } of app.store.get().modals) if (kind === 'sites') app.close(id)
  switchTo(app, names)
}

/** Marks the site under the cursor, or takes the mark away, and goes on to the next one. */
const markCurrent = (app: App): void => {
  const modal = openSites(app.store.get())
  const row = currentSiteRow(app.store.get())
  if (modal === undefined || row === undefined) return
  const marked = new Set(modal.marked)
  if (!marked.delete(row.site.name)) marked.add(row.site.name)
  const cursor = Math.min(modal.cursor + 1, shownSites(modal).length - 1)
  app.store.update((state) => changeModal(state, modal.id, 'sites', (sites) => ({ ...sites, marked, cursor })))
}

export const siteActions: readonly Action[] = [
  {
    ...base,
    id: 'site.switch',
    title: 'Sites: switch, add, edit…',
    hint: 'sites',
    scope: 'app',
    keys: key('S'),
    run: (app) => app.sites({ kind: 'list' }),
  },
  { ...base, id: 'site.add', title: 'Add a site…', scope: 'app', keys: [], run: (app) => app.addSite() },
  {
    ...base,
    id: 'site.join',
    title: 'Join a site with an invite…',
    scope: 'app',
    keys: [],
    run: (app) => app.sites({ kind: 'join' }),
  },
  ...verbs.map(onScreen),
  {
    ...listed,
    id: 'sites.show',
    title: 'Show the site, or the marked ones as one list',
    hint: 'show',
    keys: key('enter'),
    run: (app) => showThem(app, chosenSites(app.store.get())),
  },
  {
    ...listed,
    id: 'sites.add',
    title: 'Add a site…',
    hint: 'add',
    keys: key('a'),
    run: (app) => app.addSite(),
  },
  {
    ...listed,
    id: 'sites.join',
    title: 'Join a site with an invite…',
    hint: 'join',
    keys: key('i'),
    run: (app) => app.sites({ kind: 'join' }),
  },
  {
    ...listed,
    id: 'sites.mark',
    title: 'Mark the site, to show several as one list',
    hint: 'mark',
    keys: key('x', 'space'),
    run: markCurrent,
  },
  {
    ...listed,
    id: 'sites.last',
    title: 'Show those together that were last',
    hint: 'as last',
    keys: key('+'),
    enabled: (app) =>
      (openSites(app.store.get())?.last.length ?? 0) > 0 ? true : 'no sites were shown together; x marks them',
    run: (app) => showThem(app, openSites(app.store.get())?.last ?? []),
  },
  ...verbs.map(inList),
]
