import type { App, SiteSession } from './app.ts'

/**
 * The program for what is done on one of several sites that are on screen: its dialogs and its news say which site they are
 * about.
 */
export const speakingOf = (app: App, { site: { name } }: SiteSession): App => ({
  ...app,
  open: (draft) => app.open('title' in draft ? { ...draft, title: `${draft.title} on ${name}` } : draft),
  toast: (tone, text, holds) => app.toast(tone, text.startsWith(`${name}: `) ? text : `${name}: ${text}`, holds),
})
