import type { Answer } from '../../exchange.ts'
import { isObject } from '../../rest/input.ts'
import type { CloudWorld } from '../cloud-world.ts'
import type { DataApi } from './entities.ts'
import { looksLikeKey, namedIssues } from './rules.ts'
import type { DataStore } from './store.ts'

const mostEntities = 100
const mostProperties = 5

/** The 400 to a request that is wrong as a whole. */
const malformed = (...messages: readonly string[]): Answer => ({
  status: 400,
  json: messages.map((message) => ({ message })),
})

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

const propertyProblems = (properties: unknown): readonly string[] => {
  if (properties === undefined) return []
  if (!isObject(properties)) return ["'properties' must be an object"]
  const names = Object.keys(properties)
  return [
    ...(names.length > mostProperties ? [`'properties' must not have more than ${mostProperties} keys`] : []),
    ...names.filter((name) => name.includes(':') || name.startsWith('_')).map((name) => `'${name}' is no property key`),
  ]
}

const problemsOf = (entity: Readonly<Record<string, unknown>>, api: DataApi, world: CloudWorld): readonly string[] => {
  const problems = api.rule(entity, '')
  if (problems.length > 0) return problems
  const issues = namedIssues(entity)
  if (issues.length === 0) return ["one of 'issueKeys' and 'associations' is required"]
  return issues.some((key) => world.findIssue(key) !== undefined) ? [] : ['No valid issues found for the entity.']
}

/** `POST /bulk`: takes what is right, says what is wrong with the rest, and which issues it does not know. */
export const acceptBulk = (body: Buffer, api: DataApi, world: CloudWorld, store: DataStore): Answer => {
  const request = parse(body)
  if (!isObject(request)) return malformed('The body is not a JSON object.')
  const { [api.list]: list, properties, providerMetadata: _, ...others } = request
  if (!Array.isArray(list) || list.length === 0) return malformed(`'${api.list}' is required`)
  if (list.length > mostEntities)
    return { status: 413, json: [{ message: `At most ${mostEntities} entities are taken at once.` }] }
  const wrong = [...Object.keys(others).map((name) => `'${name}' is not known`), ...propertyProblems(properties)]
  if (wrong.length > 0) return malformed(...wrong)

  const accepted: unknown[] = []
  const rejected: unknown[] = []
  const unknown = new Set<string>()
  for (const item of list) {
    const entity = isObject(item) ? item : {}
    for (const key of namedIssues(entity)) {
      if (world.findIssue(key) === undefined && (looksLikeKey(key) || /^\d+$/u.test(key))) unknown.add(key)
    }
    const problems = problemsOf(entity, api, world)
    const key = api.key(entity)
    if (problems.length > 0) rejected.push({ key, errors: problems.map((message) => ({ message })) })
    else {
      store.put(JSON.stringify(key), {
        sequence: Number(entity[api.sequence]),
        entity,
        properties: isObject(properties) ? properties : {},
      })
      accepted.push(key)
    }
  }
  return {
    status: 202,
    json: {
      [api.accepted]: accepted,
      [api.rejected]: rejected,
      unknownIssueKeys: [...unknown],
      unknownAssociations: [],
    },
  }
}
