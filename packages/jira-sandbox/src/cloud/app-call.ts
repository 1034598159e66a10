import type { Exchange } from '../exchange.ts'

/** A request that an OAuth 2.0 (3LO) app may have made for the user. */
export interface AppCall extends Exchange {
  /** Client id of the app; undefined: there is none. */
  readonly appId: string | undefined
}

/** The app that makes a request, if one does. */
export const appOf = (exchange: Exchange & Partial<Pick<AppCall, 'appId'>>): string | undefined => exchange.appId
