import type { Route } from '../exchange.ts'
import type { AgileSwitches } from './switches.ts'

/** A route that is shut to those whose account has no seat of Jira Software. */
export const forSeats =
  ({ withoutSeat }: Pick<AgileSwitches, 'withoutSeat'>) =>
  (route: Route): Route => ({
    ...route,
    handle: (exchange) => {
      const { user } = exchange
      const isShut = user !== undefined && (withoutSeat.includes(user.name) || withoutSeat.includes(user.email))
      if (!isShut) return route.handle(exchange)
      return { status: 403, json: { errorMessages: ['You have no access to Jira Software.'], errors: {} } }
    },
  })
