import type { App } from '../../app/app.ts'

/** Shows the saved site of this name; says so when that cannot be done. */
export const switchTo = (app: App, name: string): void =>
  void showNamed(app, name).catch((error: unknown) => app.fail(error))

const showNamed = async (app: App, name: string): Promise<void> => {
  const site = (await app.shell.listSites()).find((other) => other.name === name)
  if (site !== undefined) await app.showSite(site)
}
