import type { Answer, Exchange, Route } from '../../exchange.ts'
import { projectRef } from '../../rest/catalogue-json.ts'
import { type JsonObject, wordList } from '../../rest/input.ts'
import { get, ok } from '../../rest/refusal.ts'
import { personJson } from '../../rest/user-json.ts'
import { visibleProjects } from '../../world/permissions.ts'
import { teamManagedProject } from '../../world/team-managed.ts'
import type { SandboxProject } from '../../world/world.ts'
import { pageOf, stretchOf } from './paging.ts'

const listed = (exchange: Exchange, project: SandboxProject, expand: readonly string[]): JsonObject => ({
  expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
  ...projectRef(exchange, project),
  simplified: project.key === teamManagedProject.key,
  style: project.key === teamManagedProject.key ? 'next-gen' : 'classic',
  isPrivate: !project.everybody,
  properties: {},
  ...(expand.includes('description') ? { description: project.description } : {}),
  ...(expand.includes('lead') ? { lead: personJson(exchange, project.leadKey) } : {}),
})

const search = (exchange: Exchange): Answer => {
  const { query, world, user } = exchange
  const text = (query.get('query') ?? '').toLowerCase()
  const [keys, ids, types] = [query.getAll('keys'), query.getAll('id'), wordList(query.getAll('typeKey'))]
  const found = visibleProjects(world, user)
    .filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(text))
    .filter(({ key }) => keys.length === 0 || keys.includes(key))
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .filter(({ typeKey }) => types.length === 0 || types.includes(typeKey))
  const descends = (query.get('orderBy') ?? 'key').startsWith('-')
  const ordered = [...found].sort((a, b) => (a.key < b.key ? -1 : 1) * (descends ? -1 : 1))
  const expand = wordList(query.getAll('expand'))
  const rows = ordered.map((project) => listed(exchange, project, expand))
  return ok(pageOf(exchange, rows, stretchOf(exchange, 50, 100)))
}

/** Projects in pages. */
export const cloudProjectRoutes: readonly Route[] = [get('/project/search', search)]
