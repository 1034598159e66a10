import { agileScopes } from './agile-scopes.ts'
import { developmentScopes } from './development-scopes.ts'
import { issueScopes } from './issue-scopes.ts'
import type { OperationScopes, ScopeTable } from './scope-needs.ts'
import { serviceDeskScopes } from './service-desk-scopes.ts'
import { siteScopes } from './site-scopes.ts'

/**
 * The operations that the sandbox serves, with what each asks of a token. Those below `/rest/api/2` and `/rest/api/3` go
 * without that prefix. An operation that is not here does not exist.
 */
export const operationScopes: ScopeTable = {
  ...agileScopes,
  ...serviceDeskScopes,
  ...developmentScopes,
  ...siteScopes,
  ...issueScopes,
}

const holdsAll = (held: readonly string[], needed: readonly string[]): boolean =>
  needed.every((scope) => held.includes(scope))

/** True when a token may do an operation; undefined needs are those of an operation that no token may do. */
export const mayDo = (held: readonly string[], needed: OperationScopes | undefined): boolean =>
  needed !== undefined &&
  ((needed.classic !== undefined && holdsAll(held, needed.classic)) ||
    (needed.granular !== undefined && holdsAll(held, needed.granular)))
