/** A URL or path with a query, escaped. */
export const withQuery = (path: string, query: URLSearchParams | Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(query).toString()}`
