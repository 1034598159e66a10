// The part of the public face that loads nothing of the network: for a screen that must be drawn before it.

export type { StoredText } from '@mmd/rich-text'
export { issueUrl } from '../client/base-url.ts'
export { isJiraApiError, JiraApiError, type JiraApiErrorCode, type JiraApiErrorDetails } from '../errors.ts'
export {
  type KnownList,
  type ListProgress,
  type ReadList,
  type ReadListOptions,
  readList,
} from '../paging/read-list.ts'
export type { CallOptions, EditInput, SearchQuery, SiteClient, TransitionInput } from '../site-client.ts'
export { type UntrustedKind, untrusted } from '../untrusted.ts'
export { toIssueKey } from './issue-key.ts'
export type * from './model.ts'
export { userWire } from './user-wire.ts'
