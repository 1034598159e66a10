/** What a token must hold for an operation: all of `classic`, or all of `granular`. */
export interface OperationScopes {
  /** Absent: no classic scope opens the operation. */
  readonly classic?: readonly string[]
  readonly granular?: readonly string[]
}

/** The needs of operations, by method and path such as `GET /issue/:key`. */
export type ScopeTable = Readonly<Record<string, OperationScopes>>

const isWhole = (scope: string): boolean => scope.split(':').length === 3
const wordsOf = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')

/**
 * What an operation of the platform asks for: classic scopes as they are, granular ones without their `:jira`
 * unless they are of another product. Undefined: no scope of that family opens it; an empty text: any token does.
 */
export const scopes = (classic: string | undefined, granular?: string): OperationScopes => ({
  ...(classic === undefined ? {} : { classic: wordsOf(classic) }),
  ...(granular === undefined
    ? {}
    : { granular: wordsOf(granular).map((word) => (isWhole(word) ? word : `${word}:jira`)) }),
})

/** To see issues, and what belongs to them. */
export const read = 'read:jira-work'
/** To change them. */
export const write = 'write:jira-work'
/** To see people. */
export const people = 'read:jira-user'
/** To see how the site is set up. */
export const configure = 'manage:jira-configuration'
/** To have oneself told of changes. */
export const hook = 'manage:jira-webhook'
