import type { App, SiteSession } from './app.ts'

/** The site stands where the sentence of a title has room for it: before what is asked. */
const titleOn = (title: string, name: string): string => {
  const [, about = title, asked = ''] = /^(.+?)(: [^:]+\?| is a duplicate of…)?$/.exec(title) ?? []
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
