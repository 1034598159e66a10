import type { SiteRoute } from '../site.ts'

/** What the routes say to a method and a path. */
export type RouteMatch =
  | { readonly kind: 'found'; readonly route: SiteRoute; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' }
  /** An encoded slash or a broken escape, which Tomcat refuses before anything looks at the path. */
  | { readonly kind: 'malformed' }

export interface Router {
  match(method: string, rawPath: string): RouteMatch
  /** True when some route lives in the same REST module, such as `/rest/api/2`. */
  knowsModule(path: string): boolean
}

interface Compiled {
  readonly route: SiteRoute
  readonly segments: readonly string[]
}

const moduleOf = (path: string): string => path.split('/').slice(0, 4).join('/')

// Literal segments sort before parameters, so that /issue/picker wins over /issue/:key.
const rank = ({ segments }: Compiled): string =>
  segments.map((segment) => (segment.startsWith(':') ? '1' : '0')).join('')

const decodeSegments = (rawPath: string): readonly string[] | undefined => {
  if (/%2f|%5c/iu.test(rawPath)) return undefined
  try {
    return rawPath.split('/').map(decodeURIComponent)
  } catch {
    return undefined
  }
}

const paramsOf = (pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined => {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (!part.startsWith(':')) {
      if (part !== segment) return undefined
    } else if (segment === '') return undefined
    else params[part.slice(1)] = segment
  }
  return params
}

/** Routes by method and path; `:name` stands for one whole segment. */
export const createRouter = (routes: readonly SiteRoute[]): Router => {
  const compiled = routes
    .map((route): Compiled => ({ route, segments: route.path.split('/') }))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  const modules = new Set(routes.filter((route) => route.path.startsWith('/rest/')).map(({ path }) => moduleOf(path)))
  return {
    match: (method, rawPath) => {
      const segments = decodeSegments(rawPath)
      if (segments === undefined) return { kind: 'malformed' }
      const hits = compiled.flatMap(({ route, segments: pattern }) => {
        const params = paramsOf(pattern, segments)
        return params === undefined ? [] : [{ kind: 'found' as const, route, params }]
      })
      const found = hits.find((hit) => hit.route.method === (method === 'HEAD' ? 'GET' : method))
      if (found !== undefined) return found
      if (hits.length === 0) return { kind: 'unknown' }
      return { kind: 'wrong-method', allowed: [...new Set(hits.map((hit) => hit.route.method))] }
    },
    knowsModule: (path) => modules.has(moduleOf(path)),
  }
}
