import type { Route } from '../exchange.ts'

/** The resources of REST API v2 (and the two of 1.0 that clients use). */
export const restRoutes: readonly Route[] = []
