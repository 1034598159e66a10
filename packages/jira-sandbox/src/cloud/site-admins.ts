import type { Exchange } from '../exchange.ts'
import { loggedIn, Refusal } from '../rest/refusal.ts'
import { isMember } from '../world/permissions.ts'

/** The group of those who may change how the site is set up. It is there when the sandbox was told of somebody. */
export const adminGroup = 'site-admins'

/** Whether the caller has the global permission `ADMINISTER`. */
export const isAdministrator = ({ world, user }: Pick<Exchange, 'world' | 'user'>): boolean =>
  isMember(world, adminGroup, user)

/** Refuses (403) whoever may not look at how the site is set up. */
export const demandAdministrator = (exchange: Exchange): void => {
  loggedIn(exchange)
  if (!isAdministrator(exchange)) throw new Refusal(403, 'Only Jira administrators can do this.')
}
