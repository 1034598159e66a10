/** A URL or path with a query, escaped; one that has a query already gets a longer one. */
export const withQuery = (path: string, query: URLSearchParams | Readonly<Record<string, string>>): string =>
  `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`
