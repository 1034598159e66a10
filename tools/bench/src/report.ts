const start = '<!-- bench:start -->'
const end = '<!-- bench:end -->'

/**
 * A page with the part between the two marker comments (`bench:start`, `bench:end`) replaced. Throws when the page has
 * not each marker once, in order.
 */
export const replaceResults = (page: string, results: string): string => {
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  const isOnce = page.lastIndexOf(start) === from && page.lastIndexOf(end) === to
  if (from === -1 || to < from || !isOnce) throw new Error(`The page must hold ${start} and then ${end}, once each`)
  return `${page.slice(0, from + start.length)}\n${results.trim()}\n${page.slice(to)}`
}
