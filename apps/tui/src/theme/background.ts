/**
 * Asks the terminal for its background (OSC 11), and it to tell when its colours change (mode 2031).
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, https://contour-terminal.org/vt-extensions/color-palette-update-notifications/
 */
export const backgroundReporting = {
  ask: '\u001B]11;?\u001B\\',
  on: '\u001B[?2031h',
  off: '\u001B[?2031l',
} as const

const channel = (hex: string): number => Number.parseInt(hex, 16) / (16 ** hex.length - 1)

/** Whether a colour as terminals write it (`rgb:1c1c/2020/2828`, `#1c2028`) is rather light; undefined where it is none. */
export const isLightColour = (text: string): boolean | undefined => {
  const [, r, g, b] =
    /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(text) ??
    /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text) ??
    []
  if (r === undefined || g === undefined || b === undefined) return undefined
  return 0.299 * channel(r) + 0.587 * channel(g) + 0.114 * channel(b) > 0.5
}

/** The colour as the answer to the question, or that the terminal's colours are others now: 1 dark, 2 light. */
const token = /\u001B\]11;([^\u0007\u001B]{0,64})(?:\u0007|\u001B\\)|\u001B\[\?997;([12])n/g

/** What could go on as an answer in what is read next; a report that is no answer is dropped by whoever reads keys. */
const begun = /\u001B(?:\](?:1(?:1(?:;[^\u0007\u001B]{0,64}\u001B?)?)?)?)?$/

/** Far enough to be no key. */
const surely = '\u001B]11;'

/** What was read, without what the terminal said of its colours. */
export interface Sifted {
  readonly rest: string
  /** The last that was said; undefined: nothing. */
  readonly light: boolean | undefined
  /** The colours have changed: it pays to ask again. */
  readonly isChange: boolean
}

export interface BackgroundSieve {
  /** `isAwaited`: an answer may be on its way, so that a lone escape can be its beginning. */
  readonly sift: (chunk: string, isAwaited: boolean) => Sifted
  /** What is held back because it may be the beginning of an answer, and is a key where nothing follows it. */
  readonly release: () => string
  readonly isHolding: () => boolean
}

/** Takes what the terminal says of its colours out of the keys, also where it comes in pieces or late. */
export const createBackgroundSieve = (): BackgroundSieve => {
  let held = ''
  return {
    sift: (chunk, isAwaited) => {
      let light: boolean | undefined
      let isChange = false
      const rest = (held + chunk).replaceAll(token, (_, colour: string | undefined, scheme: string | undefined) => {
        if (scheme !== undefined) isChange = true
        light = scheme === undefined ? (isLightColour(colour ?? '') ?? light) : scheme === '2'
        return ''
      })
      const open = begun.exec(rest)?.[0] ?? ''
      held = isAwaited || open.startsWith(surely) ? open : ''
      return { rest: rest.slice(0, rest.length - held.length), light, isChange }
    },
    release: () => {
      if (held.startsWith(surely)) return ''
      const keys = held
      held = ''
      return keys
    },
    isHolding: () => held !== '' && !held.startsWith(surely),
  }
}
