/** What the browser is told at the end of its way. No page ever shows anything from the request. */
export type PageKind = 'done' | 'refused' | 'foreign' | 'not-here'

const texts: Readonly<Record<PageKind, { readonly title: string; readonly text: string; readonly mark: string }>> = {
  done: {
    title: 'Back to the terminal',
    text: 'mmd-tui has what it needs. You can close this window and go back to the terminal.',
    mark: '✓',
  },
  refused: {
    title: 'Not signed in',
    text: 'The site did not give access, and nothing was stored. You can close this window and go back to the terminal.',
    mark: '✕',
  },
  foreign: {
    title: 'Not the sign-in we wait for',
    text: 'This answer does not belong to the sign-in that runs in the terminal, and it changed nothing. Use the newest sign-in page.',
    mark: '?',
  },
  'not-here': { title: 'Nothing here', text: 'This address only waits for a sign-in to come back.', mark: '·' },
}

const style = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #5c6b7a; --paper: #f4f6f8; --card: #ffffff; --edge: #dfe4ea; --mark: #2f6fde }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf1; --soft: #9aa8b6; --paper: #11161c; --card: #1a2129; --edge: #2b3540; --mark: #7aa7ff } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif }
main { max-width: 27rem; padding: 2.25rem 2rem; background: var(--card); border: 1px solid var(--edge); border-radius: 14px; text-align: center }
.mark { width: 3rem; height: 3rem; margin: 0 auto 1rem; display: grid; place-items: center; border: 2px solid var(--mark); border-radius: 50%; color: var(--mark); font-size: 1.4rem }
h1 { margin: 0 0 .5rem; font-size: 1.3rem } p { margin: 0; color: var(--soft) } footer { margin-top: 1.5rem; color: var(--soft); font: .8rem ui-monospace, monospace }`

/** The whole page as HTML. */
export const callbackPage = (kind: PageKind): string => {
  const { title, text, mark } = texts[kind]
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – mmd-tui</title><style>${style}</style></head>
<body><main><div class="mark" aria-hidden="true">${mark}</div><h1>${title}</h1><p>${text}</p><footer>mmd-tui</footer></main></body>
</html>
`
}

/** Headers of every page: nothing may be loaded, kept, guessed, framed or told to others. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  connection: 'close',
}
