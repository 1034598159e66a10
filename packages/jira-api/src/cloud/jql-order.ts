/** Quoted parts; the last group is empty or a backslash when one is never closed. */
const QUOTED = /(["'])(?:(?!\1)[^\\]|\\[^])*(\1|\\?$)/g
const ORDER_BY = /\border\s+by\b/i
const BY_KEY = /\b(?:key|issuekey|issue|id)\b/i

/** Fields that Cloud sorts by at most. */
const MOST_FIELDS = 7

/** A query with its quoted parts blanked, cut before and behind `ORDER BY`; `order` is undefined without one. */
const cut = (jql: string): { readonly where: string; readonly order: string | undefined } => {
  const bare = jql.replace(QUOTED, (text, quote: string, end: string) =>
    end === quote ? '_'.repeat(text.length) : quote.padEnd(text.length, '_'),
  )
  const found = ORDER_BY.exec(bare)
  if (found === null) return { where: bare, order: undefined }
  return { where: bare.slice(0, found.index), order: bare.slice(found.index + found[0].length) }
}

/** True for a query that asks for everything, which Cloud refuses. */
export const isUnbounded = (jql: string): boolean => cut(jql).where.trim() === ''

/**
 * The query with the key as its last sorting, so that issues that are equal in the others stay in one order from page to
 * page. Unchanged without an order, which leaves it to the site, and where a quote is never closed.
 */
export const orderFully = (jql: string): string => {
  const { order } = cut(jql)
  if (order === undefined || order.trim() === '' || /["']/.test(order) || BY_KEY.test(order)) return jql
  return order.split(',').length < MOST_FIELDS ? `${jql.trimEnd()}, key ASC` : jql
}
