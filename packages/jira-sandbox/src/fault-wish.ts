import type { Fault, FaultKind } from './faults.ts'

/** What a fault of each kind must have. */
const needs: Readonly<Record<FaultKind['kind'], Readonly<Record<string, 'number' | 'string'>>>> = {
  status: { status: 'number' },
  html: {},
  sso: {},
  redirect: { location: 'string' },
  negotiate: {},
  'redirect-login': {},
  'rate-limit': {},
  slow: { delayMs: 'number' },
  drop: {},
  'drop-after': {},
  'bad-json': {},
  'stack-trace': {},
  captcha: {},
  xsrf: {},
  'index-lag': {},
  anonymous: {},
}

const isKind = (kind: unknown): kind is FaultKind['kind'] => typeof kind === 'string' && Object.hasOwn(needs, kind)

const check = (wish: object): void => {
  const { kind } = wish as { kind?: unknown }
  if (!isKind(kind)) throw new TypeError(`The kind of a fault is one of ${Object.keys(needs).join(', ')}`)
  for (const [name, type] of Object.entries(needs[kind])) {
    if (typeof (wish as Readonly<Record<string, unknown>>)[name] !== type) {
      throw new TypeError(`A fault of the kind ${kind} needs a ${type} "${name}"`)
    }
  }
}

/**
 * A fault out of its JSON, in which the path of the match is a prefix and `pattern` a regular expression; without a match
 * it hits every request. Throws `TypeError` for an unknown kind or what a kind lacks, `SyntaxError` for a bad pattern.
 */
export const faultOf = (wish: object): Fault => {
  check(wish)
  const { match, ...rest } = wish as { match?: { method?: string; path?: string; pattern?: string } }
  const path = match?.pattern === undefined ? (match?.path ?? '') : new RegExp(match.pattern, 'u')
  const method = match?.method === undefined ? {} : { method: match.method }
  return { ...rest, match: { ...method, path } } as Fault
}
