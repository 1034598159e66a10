import type { Route } from '../exchange.ts'
import { isInLevel, securityLevelById } from '../world/security.ts'
import { get, loggedIn, ok, Refusal } from './refusal.ts'
import { securityLevelJson } from './security-json.ts'

/** A security level by its id, for those who are in it. */
export const securityRoutes: readonly Route[] = [
  get('/securitylevel/:id', (exchange) => {
    const level = securityLevelById(exchange.params.id)
    if (level === undefined || !isInLevel(exchange.world, loggedIn(exchange), level)) {
      throw new Refusal(404, `The issue security level with id '${exchange.params.id ?? ''}' does not exist.`)
    }
    return ok(securityLevelJson(exchange, level))
  }),
]
