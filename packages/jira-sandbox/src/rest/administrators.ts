import type { Exchange } from '../exchange.ts'
import { loggedIn, Refusal } from './refusal.ts'

/** Whether the caller administers the whole site. */
export const isAdministrator = ({ user, release }: Exchange): boolean =>
  user !== undefined && release?.rest?.administrators?.includes(user.name) === true

/** Refuses (401, 403) everybody but administrators of the site. */
export const demandAdministrator = (exchange: Exchange): void => {
  loggedIn(exchange)
  if (!isAdministrator(exchange)) throw new Refusal(403, 'You do not have the permission to administer this site.')
}
