import { isJiraApiError } from '@mmd/jira-api/model'
import { textWidth } from '@mmd/rich-text/cells'
import type { Output } from './output.ts'

/** What of a query is pointed at, in UTF-16 units. */
interface Place {
  readonly from: number
  readonly to: number
}

/** Columns where nothing says how many there are. */
const usual = 80

const indent = '  '

/**
 * A query in one line with the place of a fault marked below it, both no wider than `width`; nothing where the fault is about the
 * whole of it.
 */
export const pointedAt = (jql: string, { from, to }: Place, width: number): readonly string[] => {
  if (from <= 0 && to >= jql.length) return []
  const room = Math.max(20, width - indent.length - 2)
  const plain = jql.replaceAll(/[\n\r\t]/gu, ' ')
  // What stands before the place gives way where the line is too long.
  let start = 0
  while (textWidth(plain.slice(start, from)) > room / 2) start += 1
  let end = plain.length
  while (textWidth(plain.slice(start, end)) > room) end -= 1
  const before = start > 0 ? '…' : ''
  const marks = Math.max(1, textWidth(plain.slice(from, Math.min(to, end))))
  return [
    `${indent}${before}${plain.slice(start, end)}${end < plain.length ? '…' : ''}`,
    `${indent}${' '.repeat(before.length + textWidth(plain.slice(start, from)))}${'^'.repeat(marks)}`,
  ]
}

/** Runs what asks for a query's issues. A refusal of the query is thrown as it is, after its place was shown. */
export const pointingAt = async <T>(output: Output, jql: string | undefined, run: () => Promise<T>): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    if (jql !== undefined && !output.json && isJiraApiError(error, 'refused')) {
      const { faultOfProblem, readJql, toJqlProblem } = await import('@mmd/jira-api/jql')
      const words = error.details.messages?.[0] ?? error.message
      const said = faultOfProblem(jql, toJqlProblem(words))
      // The site's words may say no place where we know one ourselves.
      const place = said.from === 0 && said.to === jql.length ? (readJql(jql).fault ?? said) : said
      for (const text of pointedAt(jql, place, output.width ?? usual)) output.note(text)
    }
    throw error
  }
}
