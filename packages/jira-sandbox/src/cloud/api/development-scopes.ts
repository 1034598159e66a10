import type { OperationScopes } from './scope-needs.ts'

/** The private resources of development: no scope opens them, so that they are for people's own credentials alone. */
export const developmentScopes: Readonly<Record<string, OperationScopes>> = Object.fromEntries(
  ['1.0', 'latest'].flatMap((version) =>
    ['summary', 'detail'].map((name) => [`GET /rest/dev-status/${version}/issue/${name}`, {}]),
  ),
)
