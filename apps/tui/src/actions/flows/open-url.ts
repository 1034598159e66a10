import type { App } from '../../app/app.ts'
import { targetIssues } from '../../state/selectors.ts'
import { hasIssue } from '../shown-issues.ts'

/** Tabs that one key press opens at most. */
const mostTabs = 10

/** Why the issues cannot be opened in the browser now, or `true`. */
export const mayOpenTabs = (app: App): true | string => {
  const session = app.session()
  const count = session === null ? 0 : targetIssues(app.store.get(), session.replica).length
  return count > mostTabs ? `${count} are marked, and it opens ${mostTabs} at most` : hasIssue(app)
}

/** Opens an address in the browser; where none can be started it goes onto the clipboard. */
export const openUrl = (app: App, url: string, what: string): void => openUrls(app, [url], what)

/** Opens addresses in the browser, one after the other; where none can be started they go onto the clipboard. */
export const openUrls = (app: App, urls: readonly string[], what: string): void => {
  const open = async (): Promise<boolean> => {
    for (const url of urls) if (!(await app.shell.openBrowser(url))) return false
    return true
  }
  void open().then((opened) => {
    if (opened) return app.toast('info', `Opened ${what} in the browser`)
    app.shell.copy(urls.join('\n'))
    const [only] = urls.length === 1 ? urls : []
    const words = only === undefined ? `their URLs are on the clipboard` : `the URL is on the clipboard: ${only}`
    return app.toast('warn', `No browser could be started; ${words}`)
  })
}
