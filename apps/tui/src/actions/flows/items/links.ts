import type { App } from '../../../app/app.ts'
import type { IssueItem } from '../../../screens/issue/item.ts'
import { openUrl } from '../open-url.ts'
import { performAll } from '../perform.ts'
import type { ItemPlace } from './on-item.ts'
import { walkTo } from './walk.ts'

export type LinkItem = Extract<IssueItem, { kind: 'issue' | 'web' }>

const urlOf = (app: App, { session }: ItemPlace, item: LinkItem): string =>
  item.kind === 'web' ? item.url : app.shell.issueUrl(session.site, item.key)

/** Goes to the issue, or opens what is outside of Jira in the browser. */
export const followLink = (app: App, place: ItemPlace, item: LinkItem): void => {
  if (item.kind === 'issue') return walkTo(app, place, item.key)
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
