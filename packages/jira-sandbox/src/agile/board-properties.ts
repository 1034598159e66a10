import type { Answer, Exchange, Route } from '../exchange.ts'
import { jsonBody } from '../rest/input.ts'
import { get, noContent, ok, Refusal, write } from '../rest/refusal.ts'
import { mayIn } from '../world/permissions.ts'
import type { World } from '../world/world.ts'
import { seenBoard } from './agile-world.ts'

const path = '/board/:board/properties'
const longestKey = 255
const longestValue = 32_768

// By world, then by the id of a board.
const kept = new WeakMap<World, Map<number, Map<string, unknown>>>()

const propertiesOf = (exchange: Exchange): Map<string, unknown> => {
  const { id } = seenBoard(exchange)
  const boards = kept.get(exchange.world) ?? new Map<number, Map<string, unknown>>()
  kept.set(exchange.world, boards)
  const properties = boards.get(id) ?? new Map<string, unknown>()
  boards.set(id, properties)
  return properties
}

const keyOf = ({ params }: Exchange): string => params.property ?? ''

const list = (exchange: Exchange): Answer => {
  const { id } = seenBoard(exchange)
  const keys = [...propertiesOf(exchange).keys()].map((key) => ({
    self: `${exchange.baseUrl}/rest/agile/1.0/board/${id}/properties/${encodeURIComponent(key)}`,
    key,
  }))
  return ok({ keys })
}

const known = (exchange: Exchange): Map<string, unknown> => {
  const properties = propertiesOf(exchange)
  if (properties.has(keyOf(exchange))) return properties
  throw new Refusal(404, `The property ${keyOf(exchange)} does not exist.`)
}

const editable = (exchange: Exchange): void => {
  const { projectKey } = seenBoard(exchange)
  if (!mayIn(exchange.world, exchange.user, projectKey, 'EDIT_ISSUES')) {
    throw new Refusal(403, 'You do not have permission to edit this board.')
  }
}

const set = (exchange: Exchange): Answer => {
  editable(exchange)
  const value = jsonBody(exchange)
  const key = keyOf(exchange)
  if (key.length > longestKey) throw new Refusal(400, `A key has at most ${longestKey} characters.`)
  if (exchange.body.length > longestValue) throw new Refusal(400, `A value has at most ${longestValue} bytes.`)
  const properties = propertiesOf(exchange)
  const status = properties.has(key) ? 200 : 201
  properties.set(key, value)
  return { status }
}

const remove = (exchange: Exchange): Answer => {
  editable(exchange)
  known(exchange).delete(keyOf(exchange))
  return noContent
}

/** What apps have noted about a board. */
export const boardPropertyRoutes: readonly Route[] = [
  get(path, list),
  get(`${path}/:property`, (exchange) => ok({ key: keyOf(exchange), value: known(exchange).get(keyOf(exchange)) })),
  write('PUT', `${path}/:property`, set),
  write('DELETE', `${path}/:property`, remove),
]
