import type { Exchange } from '../exchange.ts'

/** What the JSON of a record depends on besides the record. */
export type View = Pick<Exchange, 'world' | 'baseUrl' | 'user' | 'release'> & {
  /** Epoch milliseconds; absent: nothing of the record moves with time. */
  readonly now?: number
}

/** `2026-11-22T08:00:00.123+0000`: milliseconds, and no colon in the offset. */
export const formatTime = (time: number): string => new Date(time).toISOString().replace('Z', '+0000')

/** The time of a text in that form; undefined for any other. */
export const parseTime = (text: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{4}$/u.test(text)) return undefined
  const time = Date.parse(`${text.slice(0, -2)}:${text.slice(-2)}`)
  return Number.isNaN(time) ? undefined : time
}

const sizes = [
  ['48x48', ''],
  ['24x24', 'size=small&'],
  ['16x16', 'size=xsmall&'],
  ['32x32', 'size=medium&'],
] as const

/** The four sizes of an avatar; `path` is such as `secure/useravatar`. */
export const avatarUrls = ({ baseUrl }: View, path: string, query: string): Readonly<Record<string, string>> =>
  Object.fromEntries(sizes.map(([size, prefix]) => [size, `${baseUrl}/${path}?${prefix}${query}`]))
