import type { StoredText } from '@mmd/rich-text'
import type { Deployment } from '../site.ts'

/** Makes words that stand for one thing of one run and for nothing else, so that they can be counted on the site. */
export type NextToken = (what: string) => string

export const createTokens = (): NextToken => {
  let made = 0
  return (what) => {
    made += 1
    return `tok-${what}-${made}-end`
  }
}

/** The first such word in a text; undefined: it is none of ours. */
export const tokenIn = (text: string | null | undefined): string | undefined =>
  /tok-[a-z]+-\d+-end/u.exec(text ?? '')?.[0]

/** A text as the deployment keeps it. */
export const storedText = (deployment: Deployment, text: string): StoredText =>
  deployment === 'datacenter'
    ? { format: 'wiki', source: text }
    : {
        format: 'adf',
        source: JSON.stringify({
          type: 'doc',
          version: 1,
          content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
        }),
      }
