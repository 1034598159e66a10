import type { Answer, Exchange, Route } from '../../exchange.ts'
import { type JsonObject, wordList } from '../../rest/input.ts'
import { get, ok } from '../../rest/refusal.ts'
import { type Field, fields } from '../../world/fields.ts'
import { visibleProjects } from '../../world/permissions.ts'
import { teamManagedProject } from '../../world/team-managed.ts'
import { effortField } from '../team-managed.ts'
import { pageOf, stretchOf } from './paging.ts'

// Archiving and the epic link are of Data Center.
const absent = new Set(['archiveddate', 'archivedby'])

const shown = (field: Field): JsonObject => ({
  ...field,
  key: field.id,
  // What the field is called in the language of its maker, whatever that of the reader.
  ...(field.custom ? { untranslatedName: field.name } : {}),
})

const common: readonly JsonObject[] = fields.filter(({ id }) => !absent.has(id)).map(shown)

// A field of one project is one of many of the same name.
const fieldsOf = ({ world }: Exchange): readonly JsonObject[] =>
  world.findProject(teamManagedProject.key) === undefined ? common : [...common, effortField]

const search = (exchange: Exchange): Answer => {
  const { query } = exchange
  const text = (query.get('query') ?? '').toLowerCase()
  const types = wordList(query.getAll('type'))
  const ids = wordList(query.getAll('id'))
  const rows = fieldsOf(exchange)
    .filter(({ name }) => String(name).toLowerCase().includes(text))
    .filter(({ custom }) => types.length === 0 || types.includes(custom === true ? 'custom' : 'system'))
    .filter(({ id }) => ids.length === 0 || ids.includes(String(id)))
    .map(({ id, key, name, schema, untranslatedName }) => ({
      id,
      key,
      name,
      ...(schema === undefined ? {} : { schema }),
      ...(untranslatedName === undefined ? {} : { untranslatedName }),
    }))
  return ok(pageOf(exchange, rows, stretchOf(exchange, 50, 100)))
}

const labels = (exchange: Exchange): Answer => {
  const { world, user } = exchange
  const projects = new Set(visibleProjects(world, user).map(({ key }) => key))
  const found = new Set(world.issues.filter(({ projectKey }) => projects.has(projectKey)).flatMap((one) => one.labels))
  return ok(pageOf(exchange, [...found].sort(), stretchOf(exchange, 1000, 1000)))
}

/** The fields of the site, and the labels that are in use. */
export const cloudFieldRoutes: readonly Route[] = [
  get('/field', (exchange) => ok(fieldsOf(exchange))),
  get('/field/search', search),
  get('/label', labels),
]
