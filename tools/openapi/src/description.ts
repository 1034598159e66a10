import { type JsonObject, listOf, objectOf } from './json.ts'
import { createSchemas, pointerPart, type Validate } from './schemas.ts'

/** A parameter of a query. */
export interface QueryParameter {
  readonly name: string
  readonly required: boolean
  /** JSON pointer of its schema. */
  readonly schema: string
  readonly type: string
}

/** A body by its media types: JSON pointers of their schemas, undefined where anything goes. */
export type Bodies = Readonly<Record<string, string | undefined>>

/** One thing that can be asked for. */
export interface Operation {
  /** `GET /rest/api/3/issue/{issueIdOrKey}`. */
  readonly name: string
  readonly method: string
  readonly segments: readonly string[]
  readonly query: readonly QueryParameter[]
  readonly bodyRequired: boolean
  readonly bodies: Bodies
  /** By status. */
  readonly answers: Readonly<Record<string, Bodies>>
}

/** A published description of one Jira. */
export interface Description {
  readonly operations: readonly Operation[]
  /** False: of answers and bodies nothing is said that could be held against anything. */
  readonly tellsBodies: boolean
  readonly validate: Validate
  find(method: string, path: string): Operation | undefined
  /** True for paths of an API that the description is about. */
  isAbout(path: string): boolean
}

const methods = ['get', 'post', 'put', 'delete'] as const

const bodiesOf = (content: unknown, pointer: string): Bodies =>
  Object.fromEntries(
    Object.entries(objectOf(content)).map(([type, media]) => [
      type,
      Object.keys(objectOf(objectOf(media)['schema'])).length === 0
        ? undefined
        : `${pointer}/content/${pointerPart(type)}/schema`,
    ]),
  )

const queryOf = (parameters: unknown, pointer: string): readonly QueryParameter[] =>
  listOf(parameters).flatMap((parameter, at) => {
    const { in: place, name, required, schema } = objectOf(parameter)
    const type = String(objectOf(schema)['type'])
    return place === 'query'
      ? [{ name: String(name), required: required === true, schema: `${pointer}/${at}/schema`, type }]
      : []
  })

const operationOf = (prefix: string, path: string, method: string, item: JsonObject): Operation => {
  const said = objectOf(item[method])
  const pointer = `/paths/${pointerPart(path)}`
  const body = objectOf(said['requestBody'])
  return {
    name: `${method.toUpperCase()} ${prefix}${path}`,
    method: method.toUpperCase(),
    segments: `${prefix}${path}`.replace(/\/$/u, '').split('/'),
    query: [
      ...queryOf(item['parameters'], `${pointer}/parameters`),
      ...queryOf(said['parameters'], `${pointer}/${method}/parameters`),
    ],
    bodyRequired: body['required'] === true,
    bodies: bodiesOf(body['content'], `${pointer}/${method}/requestBody`),
    answers: Object.fromEntries(
      Object.entries(objectOf(said['responses'])).map(([status, answer]) => [
        status,
        bodiesOf(objectOf(answer)['content'], `${pointer}/${method}/responses/${status}`),
      ]),
    ),
  }
}

const isParameter = (segment: string): boolean => segment.startsWith('{')

/** True when a pattern covers a path. */
export const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((part, at) => part === segments[at] || (isParameter(part) && segments[at] !== ''))

const parametersIn = ({ segments }: Operation): number => segments.filter(isParameter).length

const apiOf = (path: string): string => path.split('/').slice(0, 4).join('/')

/** Reads a description; `prefix` is what its paths leave out. */
export const readDescription = (document: JsonObject, prefix: string): Description => {
  const operations = Object.entries(objectOf(document['paths']))
    .flatMap(([path, item]) =>
      methods
        .filter((method) => method in objectOf(item))
        .map((method) => operationOf(prefix, path, method, objectOf(item))),
    )
    // A path with fewer parameters is the better match.
    .toSorted((a, b) => parametersIn(a) - parametersIn(b))
  const apis = new Set(operations.map(({ segments }) => apiOf(segments.join('/'))))
  return {
    operations,
    tellsBodies: operations.some(({ answers }) =>
      Object.values(answers).some((bodies) => Object.keys(bodies).length > 0),
    ),
    validate: createSchemas(document),
    find: (method, path) =>
      operations.find((operation) => operation.method === method && fits(operation.segments, path.split('/'))),
    isAbout: (path) => apis.has(apiOf(path)),
  }
}
