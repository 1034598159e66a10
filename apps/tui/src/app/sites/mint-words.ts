import { hostname } from 'node:os'

/** Days that a token works unless another number is typed: sites often cap it. */
export const usualDays = '90'

/** The name under which the site lists the token among the person's own. */
export const suggestTokenName = (): string => `mmd-tui on ${hostname()}`

/** The days in what was typed, nothing for a token without an end, or what is wrong with it. */
export const parseDays = (text: string): { readonly days?: number } | { readonly wrong: string } => {
  if (text.trim() === '') return {}
  const days = Number(text)
  if (/^\d{1,4}$/.test(text.trim()) && days >= 1) return { days }
  return { wrong: 'A number of days from 1 to 9999, or nothing for a token without an end' }
}

/** What is said under the question for the days. */
export const daysHelp: readonly string[] = [
  'Sites may allow fewer days than asked for, and say so. Empty: without an end, where the site allows that.',
]
