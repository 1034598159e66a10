import type { Description } from './description.ts'
import type { Exchange } from './exchange.ts'
import { parseJson } from './json.ts'
import type { Problem } from './judge.ts'

const kinPath = (path: string): string => path.replace(/^\/rest\/api\/2\//u, '/rest/api/3/')

/**
 * Holds an answer of Data Center, whose description tells no answers, against Cloud's, which must have been loosened: a
 * status and the types of the members that both have. Undefined where Cloud has no such answer.
 */
export const judgeByKin = (
  kin: Description,
  { method, path, status, answer }: Exchange,
): readonly Problem[] | undefined => {
  const operation = path.startsWith('/rest/api/2/') ? kin.find(method, kinPath(path)) : undefined
  if (operation === undefined || status >= 300) return undefined
  const found = { operation: `as ${operation.name}` }
  const bodies = operation.answers[String(status)]
  if (bodies === undefined) {
    return [{ ...found, rule: 'status', where: String(status), message: 'is no status of this answer' }]
  }
  const schema = bodies['application/json']
  if (schema === undefined || answer.type !== 'application/json') return []
  return kin.validate(schema, parseJson(answer.text)).map((mismatch) => ({ ...found, rule: 'answer', ...mismatch }))
}
