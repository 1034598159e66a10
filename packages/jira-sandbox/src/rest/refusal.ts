import type { Answer, Exchange, Route, Scope } from '../exchange.ts'
import { JqlError } from '../jql/jql-error.ts'
import type { SandboxUser } from '../world/world.ts'

/** Thrown inside of a route to end it with an error answer; never leaves `rest/`. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly messages: readonly string[]
  readonly errors: Readonly<Record<string, string>>

  constructor(status: number, messages: readonly string[] | string, errors: Readonly<Record<string, string>> = {}) {
    const list = typeof messages === 'string' ? [messages] : messages
    super(list.join(' '))
    this.status = status
    this.messages = list
    this.errors = errors
  }
}

/** A refusal that names fields; its `errorMessages` is empty, as in Jira. */
export const refuseFields = (errors: Readonly<Record<string, string>>): Refusal => new Refusal(400, [], errors)

const refused = (
  status: number,
  errorMessages: readonly string[],
  errors: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  json: { errorMessages, errors },
})

type Handle = (exchange: Exchange) => Answer

const guarded =
  (handle: Handle): Handle =>
  (exchange) => {
    try {
      return handle(exchange)
    } catch (error) {
      if (error instanceof Refusal) return refused(error.status, error.messages, error.errors)
      if (error instanceof JqlError) return refused(400, error.messages)
      throw error
    }
  }

export const ok = (json: unknown): Answer => ({ status: 200, json })
export const noContent: Answer = { status: 204 }

/** Who is logged in; a 401 refusal for nobody. */
export const loggedIn = ({ user }: Exchange): SandboxUser => {
  if (user !== undefined) return user
  throw new Refusal(401, 'You are not authenticated. Authentication required to perform this operation.')
}

const writingScopes: ReadonlySet<Scope> = new Set(['WRITE', 'ADMIN', 'SYSTEM_ADMIN'])

/** A route that reads. */
export const get = (path: string, handle: Handle): Route => ({ method: 'GET', path, handle: guarded(handle) })

/** A route that changes something: never for anonymous callers, never with a READ token. */
export const write = (method: 'POST' | 'PUT' | 'DELETE', path: string, handle: Handle): Route => ({
  method,
  path,
  handle: guarded((exchange) => {
    loggedIn(exchange)
    if (!writingScopes.has(exchange.scope)) throw new Refusal(403, 'The scope of the access token does not allow this.')
    return handle(exchange)
  }),
})

/** A POST that reads, for queries too long for a URL. */
export const postQuery = (path: string, handle: Handle): Route => ({ method: 'POST', path, handle: guarded(handle) })
