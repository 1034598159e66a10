import type { App, SiteSession } from './app.ts'

/** Titles that ask (`New issue in PAY: which type?`) or stop where the answer comes (`PAY-1 blocks…`), in two parts. */
const asking = [/^(.+)(: [^:]+\?)$/, /^([A-Z]\w*-\d+|\d+ issues)( .+…)$/]

/** A title that says the site, before what it asks. */
const titleOn = (title: string, name: string): string => {
  const [, about = title, asked = ''] = asking.map((parts) => parts.exec(title)).find((found) => found !== null) ?? []
  return `${about} on ${name}${asked}`
}

/** What begins with the name of the site tells it already. */
const toldOn = (text: string, name: string): string =>
  text.startsWith(`${name}: `) || text.startsWith(`${name} `) ? text : `${name}: ${text}`

/**
 * The program for what is done on one of several sites that are on screen: its dialogs and its news say which site they are
 * about.
 */
export const speakingOf = (app: App, { site: { name } }: SiteSession): App => ({
  ...app,
  open: (draft) => app.open('title' in draft ? { ...draft, title: titleOn(draft.title, name) } : draft),
  toast: (tone, text, holds) => app.toast(tone, toldOn(text, name), holds),
})
