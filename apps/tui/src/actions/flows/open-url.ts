import type { App } from '../../app/app.ts'

/** Opens an address in the browser; where none can be started it goes onto the clipboard. */
export const openUrl = (app: App, url: string, what: string): void =>
  void app.shell.openBrowser(url).then((opened) => {
    if (opened) return app.toast('info', `Opened ${what} in the browser`)
    app.shell.copy(url)
    return app.toast('warn', `No browser could be started; the URL is on the clipboard: ${url}`)
  })
