import type { Answer } from '../exchange.ts'

/** Makes text harmless inside HTML, attributes included. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`)

const style = `
:root { color-scheme: light dark; --ink: #172b4d; --soft: #5e6c84; --paper: #fff; --ground: #f4f5f7; --line: #dfe1e6; --act: #0052cc; --bad: #ae2a19 }
@media (prefers-color-scheme: dark) { :root { --ink: #dee4ea; --soft: #9fadbc; --paper: #22272b; --ground: #161a1d; --line: #38414a; --act: #579dff; --bad: #fd9891 } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground) }
header { padding: .75rem 1.5rem; background: var(--paper); border-bottom: 1px solid var(--line); display: flex; gap: 1rem; align-items: baseline }
header a { color: inherit; text-decoration: none; font-weight: 600 } header span { margin-left: auto; color: var(--soft) }
main { max-width: 34rem; margin: 3rem auto; padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem }
main.wide { max-width: 60rem } @media (max-width: 62rem) { main.wide { margin: 1rem } }
h1 { margin: 0 0 1rem; font-size: 1.4rem } h2 { font-size: 1.1rem } a { color: var(--act) } label { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
input, select { width: 100%; padding: .5rem; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: .25rem }
button { margin: 1.5rem .5rem 0 0; padding: .5rem 1.25rem; font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: .25rem; cursor: pointer }
button.primary { color: var(--paper); background: var(--act); border-color: var(--act) }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
.problem { color: var(--bad) } .soft { color: var(--soft) } form { display: inline }
table { width: 100%; border-collapse: collapse } td, th { padding: .4rem .5rem; text-align: left; border-bottom: 1px solid var(--line) } pre { white-space: pre-wrap; font: inherit }
`

/** What a page shows around its own content. */
export interface Page {
  readonly title: string
  /** HTML; whatever came from outside is already escaped. */
  readonly body: string
  readonly baseUrl: string
  readonly userName?: string | undefined
  readonly wide?: boolean
}

/** A whole HTML document: no scripts, nothing fetched from anywhere. */
export const renderPage = (page: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} - Jira sandbox</title>
<style>${style}</style>
</head>
<body>
<header><a href="${escapeHtml(page.baseUrl)}/">Jira sandbox</a><span>${escapeHtml(page.userName ?? 'Not logged in')}</span></header>
<main${page.wide === true ? ' class="wide"' : ''}>
<h1>${escapeHtml(page.title)}</h1>
${page.body}
</main>
</body>
</html>
`

/** The bare page of an HTTP error, without the look of the site. */
export const htmlProblem = (status: number, title: string, text: string): Answer => ({
  status,
  html: `<!doctype html><html lang="en"><head><title>${escapeHtml(title)} (${status})</title></head><body><h1>${escapeHtml(title)} (${status})</h1><p>${escapeHtml(text)}</p></body></html>`,
})
