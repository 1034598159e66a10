import type { Answer, Exchange, Route } from '../exchange.ts'
import { visibleProjects } from '../world/permissions.ts'
import { get, loggedIn, ok } from './refusal.ts'

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const suggest = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { world, user, query } = exchange
  const token = query.get('query') ?? ''
  const projects = new Set(visibleProjects(world, user).map(({ key }) => key))
  const all = new Set(world.issues.filter(({ projectKey }) => projects.has(projectKey)).flatMap(({ labels }) => labels))
  const found = [...all]
    .filter((label) => label.toLowerCase().startsWith(token.toLowerCase()))
    .sort()
    .slice(0, 20)
  return ok({
    token,
    suggestions: found.map((label) => ({
      label,
      html: `<b>${escapeHtml(label.slice(0, token.length))}</b>${escapeHtml(label.slice(token.length))}`,
    })),
  })
}

/** Labels that begin with a text: an old resource, still the only one. Paths are below `/rest/api/1.0`. */
export const labelRoutes: readonly Route[] = [get('/labels/suggest', suggest), get('/labels/:issueId/suggest', suggest)]
