import type { Site } from '@mmd/auth'
import { chooseJira, openBook } from '../session/open-book.ts'
import type { CommandContext } from './invocation.ts'

/** The Jira that the flags mean; errors name it from now on. Throws as `chooseJira`. */
export const whichJira = async (context: CommandContext): Promise<Site> => {
  const { environment, globals } = context
  const book = await openBook(environment)
  const site = await chooseJira(environment, book, globals.site)
  const usual = globals.site === undefined ? site.name : (environment.site ?? (await book.default())?.name)
  context.asking(site.name, { isUsual: usual === site.name })
  return site
}
