import type { JqlProblem } from '../model/site-model.ts'
import type { JqlFault } from './token.ts'
import { tokeniseJql } from './token.ts'

/** Where the line of a text begins; lines count from 1. */
const lineStart = (text: string, line: number): number | undefined => {
  let start = 0
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', start)
    if (end === -1) return undefined
    start = end + 1
  }
  return start
}

const quotedPart = /["'“”„«‘’]([^"'“”„«»‘’]{1,200})["'“”»‘’]/g

/** The names and values that a site's words repeat in quotes, in any language. */
const named = (message: string): readonly string[] =>
  [...message.matchAll(quotedPart)].flatMap(([, name]) => (name === undefined ? [] : [name.toLowerCase()]))

/**
 * What a site has against a query, at its place: where the site gives one, else where the query has the first name or value
 * that its words repeat, else the whole query.
 */
export const faultOfProblem = (text: string, { message, line, column }: JqlProblem): JqlFault => {
  const tokens = tokeniseJql(text)
  const start = line === null ? undefined : lineStart(text, line)
  if (start !== undefined && column !== null) {
    const place = Math.min(text.length, start + Math.max(0, column - 1))
    const token = tokens.find(({ from, to }) => place >= from && place < to)
    return { from: place, to: token?.to ?? place, message, isOpen: false }
  }
  for (const name of named(message)) {
    const token = tokens.find((one) => one.kind !== 'blank' && one.text.toLowerCase() === name)
    if (token !== undefined) return { from: token.from, to: token.to, message, isOpen: false }
  }
  return { from: 0, to: text.length, message, isOpen: false }
}

/** The words of a fault with its place, as Jira writes places: `… (line 1, character 12)`; the line only where there are several. */
export const faultWords = (text: string, { from, to, message }: JqlFault): string => {
  // A site's own words may say it already; and what is about the whole query has no place.
  if (/\d/.test(message) && message.includes('(')) return message
  if (from === 0 && to === text.length) return message
  const before = text.slice(0, from).split('\n')
  const character = `character ${(before.at(-1)?.length ?? 0) + 1}`
  return `${message} (${text.includes('\n') ? `line ${before.length}, ` : ''}${character})`
}
