import type { PresentedError } from '../../present-error.ts'
import { type Output, toErrorJson } from './output.ts'

const aboutOneSite = /\bmmd-tui (?=(?:sync|outbox|undo|redo|issue|search|view|page)\b)/g

/** Gives the commands in a hint their site: `mmd-tui --site lab outbox retry 5`. One that names it already is left alone. */
export const nameSite = (hint: string, site: string | undefined): string =>
  site === undefined || hint.includes('--site') ? hint : hint.replace(aboutOneSite, `mmd-tui --site ${site} `)

/** Which site a command has to name. */
export interface SiteWords {
  /** The site that is being asked. */
  readonly asked: () => string | undefined
  /** True for a site that is not meant when none is named. */
  readonly isNamed: (site: string) => boolean
}

/** Output whose hints can be copied as they are, also where they are about another site than the usual one. */
export const namingSites = (output: Output, { asked, isNamed }: SiteWords): Output => {
  const named = (hint: string, site: string | undefined): string =>
    nameSite(hint, site !== undefined && isNamed(site) ? site : undefined)
  const mend = (error: PresentedError): PresentedError => ({
    ...error,
    hint: named(error.hint, error.site ?? undefined),
  })
  return {
    ...output,
    note: (text) => output.note(named(text, asked())),
    error: (error) => output.error(mend(error)),
    errorJson: (error) => toErrorJson(mend(error)),
  }
}
