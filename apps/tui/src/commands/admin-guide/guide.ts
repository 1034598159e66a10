import type { SignInMethod, Site } from '@mmd/auth'

/** A value to be typed or copied letter by letter. */
export interface GuideValue {
  readonly label: string
  /** Several of them stand on lines of their own. */
  readonly value: string
}

/** A piece of a guide. Text has `code` in backticks, and nothing else of Markdown. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  | { readonly kind: 'points'; readonly points: readonly string[] }
  | { readonly kind: 'values'; readonly values: readonly GuideValue[] }
  /** Lines that must stay as they are: a key, commands. */
  | { readonly kind: 'code'; readonly lines: readonly string[] }

export interface Section {
  readonly heading: string
  readonly blocks: readonly Block[]
}

/** What one method needs from whom, with the values of one site filled in. */
export interface Guide {
  readonly title: string
  /** Who does the work: an administrator, or the person who signs in. */
  readonly reader: 'administrator' | 'you'
  readonly intro: string
  readonly sections: readonly Section[]
}

/** What a guide is filled in with. */
export interface GuideFacts {
  /** Of a saved site, or made up for the commands. */
  readonly name: string
  /** Base URL; a placeholder where it is not known. */
  readonly url: string
  readonly deployment: Site['deployment']
  readonly method: SignInMethod
  readonly redirectUri: string
  readonly scope: string
  readonly consumerKey: string
  readonly callback: string
  /** PEM; undefined until the site is saved, when the key is made. */
  readonly publicKey: string | undefined
  /** The site is saved with this method: what is left is to sign in. */
  readonly isSaved: boolean
}

export const text = (words: string): Block => ({ kind: 'text', text: words })
export const steps = (...list: readonly string[]): Block => ({ kind: 'steps', steps: list })
export const points = (...list: readonly string[]): Block => ({ kind: 'points', points: list })
export const code = (...lines: readonly string[]): Block => ({ kind: 'code', lines })
export const values = (...list: readonly (readonly [label: string, value: string])[]): Block => ({
  kind: 'values',
  values: list.map(([label, value]) => ({ label, value })),
})
export const section = (heading: string, ...blocks: readonly Block[]): Section => ({ heading, blocks })
