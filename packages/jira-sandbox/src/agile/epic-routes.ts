import type { Answer, Exchange, Route } from '../exchange.ts'
import { isObject, objectBody } from '../rest/input.ts'
import { get, noContent, ok, Refusal, refuseFields, write } from '../rest/refusal.ts'
import { epicJson } from './agile-json.ts'
import { seenEpic } from './epics.ts'
import { demandAll, rankIssues } from './moves.ts'

const colourIn = (value: unknown, fallback: string): string => {
  if (value === undefined) return fallback
  const key = isObject(value) ? value.key : undefined
  if (typeof key === 'string' && /^color_[1-9]$/u.test(key)) return key
  throw refuseFields({ color: 'A colour is color_1 to color_9.' })
}

const textIn = (value: unknown, member: string): string | undefined => {
  if (value === undefined) return undefined
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 255) return value
  throw refuseFields({ [member]: 'A text of 1 to 255 characters is needed.' })
}

const change = (exchange: Exchange): Answer => {
  const epic = seenEpic(exchange)
  const body = objectBody(exchange, ['name', 'summary', 'color', 'done'])
  demandAll(exchange, [epic], 'EDIT_ISSUES')
  const [name, summary] = [textIn(body.name, 'name'), textIn(body.summary, 'summary')]
  if (body.done !== undefined && typeof body.done !== 'boolean') throw refuseFields({ done: 'It is true or false.' })
  const colour = colourIn(body.color, epic.epic?.colour ?? 'color_1')
  if (name !== undefined) epic.custom.set('customfield_10104', name)
  if (summary !== undefined) epic.summary = summary
  epic.epic = { done: body.done ?? epic.epic?.done ?? false, colour }
  epic.updated = exchange.now
  return ok(epicJson(exchange, epic))
}

const rank = (exchange: Exchange): Answer => {
  const epic = seenEpic(exchange)
  const { rankBeforeEpic: before, rankAfterEpic: after } = objectBody(exchange, [
    'rankBeforeEpic',
    'rankAfterEpic',
    'rankCustomFieldId',
  ])
  if ((before === undefined) === (after === undefined)) {
    throw new Refusal(400, 'Exactly one of rankBeforeEpic and rankAfterEpic must be given.')
  }
  demandAll(exchange, [epic], 'SCHEDULE_ISSUES')
  rankIssues(exchange, [epic], seenEpic(exchange, String(before ?? after)), before === undefined ? 'after' : 'before')
  return noContent
}

/** Epics: read, changed, ranked among each other. */
export const epicRoutes: readonly Route[] = [
  get('/epic/:epic', (exchange) => ok(epicJson(exchange, seenEpic(exchange)))),
  write('POST', '/epic/:epic', change),
  write('PUT', '/epic/:epic/rank', rank),
]
