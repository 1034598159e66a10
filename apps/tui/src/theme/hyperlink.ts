type Variables = Readonly<Record<string, string>>

/** Longer addresses are not handed to the terminal. */
const longest = 2000

/** Terminals that show links by OSC 8, or leave out what they do not know; the others might show the address as text. */
export const showsLinks = ({ TERM, TERM_PROGRAM, WT_SESSION, STY }: Variables): boolean =>
  WT_SESSION !== undefined ||
  (TERM !== undefined &&
    !/^(?:dumb|linux|vt\d+|screen)/.test(TERM) &&
    TERM_PROGRAM !== 'Apple_Terminal' &&
    STY === undefined)

/** The address as a terminal may have it: of the web, in visible signs of ASCII alone. Undefined: it may not. */
const addressOf = (href: string): string | undefined => {
  const url = URL.parse(href)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  return url.href.length <= longest && /^[!-~]+$/.test(url.href) ? url.href : undefined
}

/** A painted text as a link that the terminal opens (OSC 8); without an address that is safe the text alone. */
export const hyperlink = (href: string, painted: string): string => {
  const address = painted === '' ? undefined : addressOf(href)
  return address === undefined ? painted : `\u001B]8;;${address}\u001B\\${painted}\u001B]8;;\u001B\\`
}
