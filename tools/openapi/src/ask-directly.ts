import { type Description, fits, type Operation } from './description.ts'
import { directRequests } from './direct-requests.ts'
import { type Exchange, mediaType } from './exchange.ts'
import type { Deployment } from './fetch-descriptions.ts'
import { objectOf, parseJson } from './json.ts'
import { knownValues, type Values } from './known-values.ts'
import type { Place } from './place.ts'

/** What asking every operation of a description brought to light. */
export interface Walk {
  /** Names of the operations that the sandbox has a route for. */
  readonly served: ReadonlySet<string>
  readonly exchanges: readonly Exchange[]
}

const nowhere = 'nowhere-0'

const pathOf = ({ segments }: Operation, values: Values | undefined): string =>
  segments.map((part, at) => (part.startsWith('{') ? (values?.[segments[at - 1] ?? ''] ?? nowhere) : part)).join('/')

/** Values of parameters that a query must have, and of some that show more. */
const queryOf = ({ query, name }: Operation, values: Values, deployment: Deployment): URLSearchParams => {
  const known: Values = {
    accountId: values['accountId'] ?? '',
    username: 'mira',
    query: 'mi',
    issueKey: values['key'] ?? '',
    project: 'PAY',
    projectKeys: 'PAY',
    jql: 'project = PAY',
    permissions: 'BROWSE_PROJECTS',
    since: '0',
    fieldName: 'status',
    ids: '1',
  }
  const wanted = query.filter(({ required, name: parameter }) => {
    if (required || parameter === 'jql') return true
    return (
      /\/user(?:\/|$)/u.test(name) && ['query', 'accountId', 'username', 'issueKey', 'projectKeys'].includes(parameter)
    )
  })
  const entries = wanted.flatMap(({ name: parameter }): [string, string][] => {
    const isPersonOnCloud = deployment === 'cloud' && parameter === 'username'
    const value = known[parameter]
    return value === undefined || isPersonOnCloud ? [] : [[parameter, value]]
  })
  // Cloud finds people by a text or by an account, never by both.
  return new URLSearchParams(
    entries.filter(([one]) => one !== 'accountId' || !entries.some(([other]) => other === 'query')),
  )
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly text: string
}

const send = async (place: Place, { method, path, query, text }: Asked): Promise<Exchange> => {
  const answer = await fetch(`${place.siteUrl}${path}${query.size > 0 ? `?${query.toString()}` : ''}`, {
    method,
    redirect: 'manual',
    headers: { authorization: place.authorization, accept: '*/*', 'content-type': 'application/json' },
    ...(text === '' ? {} : { body: text }),
  })
  const type = mediaType(answer.headers.get('content-type') ?? '')
  const sent = { type: text === '' ? '' : 'application/json', text }
  return {
    source: 'direct',
    method,
    path,
    query,
    sent,
    status: answer.status,
    answer: { type, text: await answer.text() },
  }
}

/** How both sandboxes say that nothing is at an address, or nothing for a method. */
const isNoRoute = ({ status, answer }: Exchange): boolean => {
  if (status === 405) return true
  if (status !== 404) return false
  const said = objectOf(parseJson(answer.text))
  return (
    answer.type === 'text/html' ||
    said['message'] === 'HTTP 404 Not Found' ||
    said['detail'] === 'No endpoint for this path.'
  )
}

/** True where a word stands in the place of an id, and the sandbox looked for the thing with that id. */
const isTakenForId = ({ operations }: Description, operation: Operation, { status }: Exchange): boolean =>
  (status === 400 || status === 404) &&
  operations.some(
    (other) => other !== operation && other.method === operation.method && fits(other.segments, operation.segments),
  )

/** Asks each operation of a description for something that is not there, and each that reads for something that is. */
export const askDirectly = async (place: Place, description: Description): Promise<Walk> => {
  const served = new Set<string>()
  const exchanges: Exchange[] = []
  const values = await knownValues(place)
  for (const operation of description.operations) {
    const { method, name } = operation
    const text = method === 'POST' || method === 'PUT' ? '{}' : ''
    const probe = await send(place, { method, path: pathOf(operation, undefined), query: new URLSearchParams(), text })
    if (isNoRoute(probe) || isTakenForId(description, operation, probe)) continue
    served.add(name)
    exchanges.push(probe)
    if (method !== 'GET') continue
    const query = queryOf(operation, values, place.deployment)
    exchanges.push(await send(place, { method, path: pathOf(operation, values), query, text: '' }))
  }
  for (const asked of directRequests(place.deployment, values)) exchanges.push(await send(place, asked))
  return { served, exchanges }
}
