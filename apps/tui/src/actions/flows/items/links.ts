import type { Site } from '@mmd/auth'
import { type IssueKey, toIssueKey } from '@mmd/jira-api/model'
import type { App } from '../../../app/app.ts'
import { membersOf } from '../../../app/members.ts'
import type { IssueItem } from '../../../screens/issue/item.ts'
import { goTo } from '../go-to.ts'
import { openUrl } from '../open-url.ts'
import { performAll } from '../perform.ts'
import type { ItemPlace } from './on-item.ts'
import { walkTo } from './walk.ts'

export type LinkItem = Extract<IssueItem, { kind: 'issue' | 'web' }>

const urlOf = (app: App, { session }: ItemPlace, item: LinkItem): string =>
  item.kind === 'web' ? item.url : app.shell.issueUrl(session.site, item.key)

/** Goes to the issue, or opens what is outside of Jira in the browser. */
export const followLink = (app: App, place: ItemPlace, item: LinkItem): void | Promise<void> => {
  if (item.kind === 'issue') return walkTo(app, place, item.key)
  // Saved sites are read from the disk: only for what looks like an issue.
  return /\/browse\/[A-Z]/.test(item.url) ? followUrl(app, place, item) : browseLink(app, place, item)
}

/** The issue that an address of a site leads to. */
const issueAt = (site: Site, url: string): IssueKey | undefined => {
  const base = `${site.baseUrl.replace(/\/$/, '')}/browse/`
  return url.startsWith(base) ? toIssueKey(url.slice(base.length).replace(/[?#/].*$/s, '')) : undefined
}

/** Goes to the issue of a saved site that the address leads to, wherever that is; anything else is for the browser. */
const followUrl = async (app: App, place: ItemPlace, item: Extract<LinkItem, { kind: 'web' }>): Promise<void> => {
  const shown = app.session()
  for (const session of shown === null ? [] : membersOf(shown)) {
    const key = issueAt(session.site, item.url)
    if (key !== undefined) return walkTo(app, { ...place, session }, key)
  }
  for (const site of await app.shell.listSites()) {
    const key = issueAt(site, item.url)
    if (key === undefined) continue
    await app.showSite(site)
    const session = app.session()
    if (session === null || session.site.name !== site.name) return
    goTo(app, session, key)
    return app.toast('info', `Now on ${site.name} · S leads back to ${place.session.site.name}`)
  }
  browseLink(app, place, item)
}

export const browseLink = (app: App, place: ItemPlace, item: LinkItem): void => {
  const url = urlOf(app, place, item)
  if (url === '') return app.toast('info', 'This link has no address of the web')
  openUrl(app, url, item.kind === 'issue' ? item.key : (item.remote?.title ?? url))
}

export const copyLink = (app: App, place: ItemPlace, item: LinkItem): void => {
  const url = urlOf(app, place, item)
  if (url === '') return app.toast('info', 'This link has no address of the web')
  app.shell.copy(url)
  app.toast('good', `Copied ${url}`)
}

/** Takes the link away, not what it leads to. */
export const removeLink = (app: App, { session, key }: ItemPlace, item: LinkItem): void => {
  if (item.kind === 'web' && item.remote !== null) {
    const { remote } = item
    return performAll(app, session, [{ kind: 'delete-remote-link', key, link: remote }], `without ${remote.title}`)
  }
  if (item.kind === 'issue' && item.link !== null) {
    const { link } = item
    return performAll(app, session, [{ kind: 'unlink', key, link }], `no longer ${link.relation} ${link.key}`)
  }
  const why =
    item.kind === 'web'
      ? 'it was linked where the code is'
      : 'parents and sub-tasks are no links; they are moved in the browser'
  app.toast('info', `Remove the link: ${why}`)
}
