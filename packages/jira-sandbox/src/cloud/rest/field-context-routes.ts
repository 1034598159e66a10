import type { Answer, Exchange, Route } from '../../exchange.ts'
import type { JsonObject } from '../../rest/input.ts'
import { get, ok, Refusal } from '../../rest/refusal.ts'
import { customFieldById, type FieldOption } from '../../world/custom-fields.ts'
import { teamManagedProject } from '../../world/team-managed.ts'
import { demandAdministrator } from '../site-admins.ts'
import { effortField } from '../team-managed.ts'
import { pageOf, stretchOf } from './paging.ts'

const path = '/field/:field/context'

interface Context {
  readonly id: string
  readonly name: string
  /** Absent: all projects have the field. */
  readonly projectId?: string
  readonly options: readonly FieldOption[] | undefined
}

/** The one context of the field that the path names. */
const contextOf = (exchange: Exchange): Context => {
  demandAdministrator(exchange)
  const id = exchange.params.field ?? ''
  if (id === effortField.id && exchange.world.findProject(teamManagedProject.key) !== undefined) {
    return {
      id: '20301',
      name: `Context for ${effortField.name}`,
      projectId: teamManagedProject.id,
      options: undefined,
    }
  }
  const field = customFieldById(id)
  if (field === undefined) throw new Refusal(404, 'The custom field was not found.')
  return {
    id: String(10_000 + field.number),
    name: `Default Configuration Scheme for ${field.name}`,
    options: field.options,
  }
}

/** A page of rows of the context, unless others were asked for alone. */
const inPages =
  (rowsOf: (context: Context) => readonly JsonObject[]) =>
  (exchange: Exchange): Answer => {
    const context = contextOf(exchange)
    const asked = exchange.query.getAll('contextId')
    const rows = asked.length === 0 || asked.includes(context.id) ? rowsOf(context) : []
    return ok(pageOf(exchange, rows, stretchOf(exchange, 50, 100)))
  }

const contexts = inPages(({ id, name, projectId }) => [
  { id, name, description: '', isGlobalContext: projectId === undefined, isAnyIssueType: true },
])

const projectMapping = inPages(({ id, projectId }) => [
  projectId === undefined ? { contextId: id, isGlobalContext: true } : { contextId: id, projectId },
])

const typeMapping = inPages(({ id }) => [{ contextId: id, isAnyIssueType: true }])

const optionJson = ({ id, value }: FieldOption, parent?: FieldOption): JsonObject => ({
  id,
  value,
  ...(parent === undefined ? {} : { optionId: parent.id }),
  disabled: false,
})

const options = (exchange: Exchange): Answer => {
  const { id, options: top } = contextOf(exchange)
  if (top === undefined) throw new Refusal(400, 'The custom field has no options.')
  if (exchange.params.context !== id) throw new Refusal(404, 'The custom field context was not found.')
  const { query } = exchange
  const wanted = query.get('optionId')
  const shown = top.filter((option) => wanted === null || option.id === wanted)
  const below = shown.flatMap((option) => (option.children ?? []).map((child) => optionJson(child, option)))
  const rows = [...shown.map((option) => optionJson(option)), ...(query.get('onlyOptions') === 'true' ? [] : below)]
  return ok(pageOf(exchange, rows, stretchOf(exchange, 100, 100)))
}

/** Where custom fields are used and what they offer; no field of this world has a default value. */
export const fieldContextRoutes: readonly Route[] = [
  get(path, contexts),
  get(
    `${path}/defaultValue`,
    inPages(() => []),
  ),
  get(`${path}/projectmapping`, projectMapping),
  get(`${path}/issuetypemapping`, typeMapping),
  get(`${path}/:context/option`, options),
]
