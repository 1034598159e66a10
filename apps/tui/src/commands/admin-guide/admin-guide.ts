import { parseBaseUrl, type SignInMethod } from '@mmd/auth'
import { AppError, isAppError } from '../../config/app-error.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { factsOfSite, factsOfWish } from './facts.ts'
import type { GuideFacts } from './guide.ts'
import { guideFor } from './methods/guide-for.ts'
import { toGuideJson } from './render/json.ts'
import { toMarkdown } from './render/markdown.ts'
import { toText } from './render/text.ts'

export interface AdminGuideOptions {
  readonly method?: SignInMethod
  readonly url?: string
  readonly markdown?: boolean
}

const usualWidth = 80

/** A saved site, unless none was named and the flags say enough by themselves. */
const findFacts = async (
  context: CommandContext,
  name: string | undefined,
  { method, url: given }: AdminGuideOptions,
): Promise<{ readonly facts: GuideFacts; readonly site: string | null }> => {
  const { environment, globals } = context
  // Nothing is sent there: whether plain http may be used is for site add to say.
  const url = given === undefined ? undefined : parseBaseUrl(given, { insecureHttp: true })
  const wanted = { method, url }
  const named = name ?? globals.site
  if (named === undefined && url !== undefined) return { facts: factsOfWish(wanted), site: null }
  try {
    const site = await chooseSite(environment, await openBook(environment), named)
    context.asking(site.name)
    return { facts: await factsOfSite(site, wanted, () => openSecrets(environment)), site: site.name }
  } catch (error) {
    if (!isAppError(error, 'no-site')) throw error
    if (method !== undefined) return { facts: factsOfWish(wanted), site: null }
    throw new AppError(
      'usage',
      'No site is saved yet, so it is not known what to ask for',
      'Say it: --method METHOD --url URL',
    )
  }
}

/** `admin-guide`: what has to be set up where, with the values of the site. Sends nothing. */
export const runAdminGuide = async (
  context: CommandContext,
  name: string | undefined,
  options: AdminGuideOptions,
): CommandResult => {
  const { output } = context
  const { facts, site } = await findFacts(context, name, options)
  const guide = guideFor(facts)
  if (output.json) output.value(toGuideJson(site, facts, guide))
  else if (options.markdown === true) output.line(toMarkdown(guide))
  else output.line(toText(guide, { paint: output.paint, width: Math.min(usualWidth, output.width ?? usualWidth) }))
  return undefined
}
