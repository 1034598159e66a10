import type { App } from '../../app/app.ts'

/** Shows the saved sites of these names, several as one list; says so when that cannot be done. */
export const switchTo = (app: App, names: readonly string[]): void =>
  void showNamed(app, names).catch((error: unknown) => app.fail(error))

const showNamed = async (app: App, names: readonly string[]): Promise<void> => {
  const sites = await app.shell.listSites()
  await app.showSites(names.flatMap((name) => sites.find((site) => site.name === name) ?? []))
}
