import type { CredentialStatus, SecretStore, Site } from '@mmd/auth'
import { emptyBuffer } from '../../input/text-edit.ts'
import { screenWords } from '../../present-error.ts'
import type { SiteRow, SitesModal } from '../../state/site-modals.ts'
import { shownSites } from '../../state/sites.ts'
import { changeModal } from '../../state/state.ts'
import type { App } from '../app.ts'
import { membersOf } from '../members.ts'
import type { Surroundings } from '../surroundings.ts'

/** Reads the lists of sites again that are open under other dialogs. */
export const reloadLists = (app: App): void => {
  for (const modal of app.store.get().modals) if (modal.kind === 'sites') modal.onReload()
}

export const closeLists = (app: App): void => {
  for (const { id, kind } of app.store.get().modals) if (kind === 'sites') app.close(id)
}

/** Opens the list of the saved sites; who is signed in follows, since a keychain may take its time. */
export const openSiteList = (app: App, surroundings: Surroundings): void => {
  const modal = app.open({
    kind: 'sites',
    rows: [],
    phase: 'loading',
    error: null,
    cursor: 0,
    marked: new Set(),
    last: [],
    filter: emptyBuffer,
    typing: false,
    onReload: () => void load(app, surroundings, modal, undefined),
  })
  void load(app, surroundings, modal, membersNow(app)[0])
}

/** Names of the sites on screen. */
const membersNow = (app: App): readonly string[] => {
  const session = app.session()
  return session === null ? [] : membersOf(session).map(({ site }) => site.name)
}

const change = (app: App, modal: number, to: (sites: SitesModal) => Partial<SitesModal>): void =>
  app.store.update((state) => changeModal(state, modal, 'sites', (sites) => ({ ...sites, ...to(sites) })))

/** `stand` names the site that the cursor is put on; without it the cursor stays where it is. */
const load = async (app: App, surroundings: Surroundings, modal: number, stand: string | undefined): Promise<void> => {
  try {
    const rows = await readRows(app, surroundings)
    change(app, modal, (sites) => withRows(sites, rows, stand))
    const last = app.shell.keptNames('together')
    const isThere = last.length > 1 && last.every((name) => rows.some(({ site }) => site.name === name))
    change(app, modal, () => ({ last: isThere ? last : [] }))
    await Promise.all(rows.map((row) => loadStatus(app, surroundings, modal, row.site)))
  } catch (error) {
    change(app, modal, () => ({ phase: 'failed', error: screenWords(error) }))
  }
}

const readRows = async (app: App, surroundings: Surroundings): Promise<readonly SiteRow[]> => {
  const { openBook } = await import('../../session/open-book.ts')
  const [sites, chosen] = await Promise.all([
    app.shell.listSites(),
    openBook(surroundings.own).then((book) => book.default()),
  ])
  return sites.map((site) => ({ site, isDefault: site.name === chosen?.name, status: null }))
}

/** The list with fresh rows: what was known of a site stays until it is known anew, and the cursor stays on its site. */
const withRows = (sites: SitesModal, rows: readonly SiteRow[], stand: string | undefined): Partial<SitesModal> => {
  const wanted = stand ?? shownSites(sites)[sites.cursor]?.site.name
  const known = (site: Site): SiteRow['status'] => sites.rows.find((row) => row.site.name === site.name)?.status ?? null
  const next = {
    ...sites,
    rows: rows.map((row) => ({ ...row, status: known(row.site) })),
    phase: 'ready',
    error: null,
  } as const
  const shown = shownSites(next)
  const at = shown.findIndex(({ site }) => site.name === wanted)
  return { ...next, cursor: at === -1 ? Math.max(0, Math.min(sites.cursor, shown.length - 1)) : at }
}

const loadStatus = async (app: App, surroundings: Surroundings, modal: number, site: Site): Promise<void> => {
  const status = await readStatus(surroundings, site).catch(() => undefined)
  change(app, modal, ({ rows }) => ({
    rows: rows.map((row) => (row.site.name === site.name ? { ...row, status } : row)),
  }))
}

/** What is known of the credential that would be used for the site; asks only where secrets lie. */
const readStatus = async (surroundings: Surroundings, site: Site): Promise<CredentialStatus> => {
  const environment = surroundings.environmentOf(site)
  if (environment.token() !== undefined) {
    return { method: site.method, state: 'signed-in', refreshable: false, where: 'MMD_TOKEN' }
  }
  const [{ openSecrets }, { credentialFor }] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/sign-in.ts'),
  ])
  const secrets: SecretStore = await openSecrets(environment)
  return credentialFor(site, { secrets, dir: environment.folders.data }).status()
}
