// The part of the public face that loads nothing of the network: for a screen that must be drawn before it.

export type { StoredText } from '@mmd/rich-text'
export { safeFileName } from '../attachments/safe-file-name.ts'
export { issueUrl } from '../client/base-url.ts'
export type * from '../development/development.ts'
export { isJiraApiError, JiraApiError, type JiraApiErrorCode, type JiraApiErrorDetails } from '../errors.ts'
export type { RankPlace } from '../faces/agile.ts'
export type { AttachmentRules, UploadFile } from '../faces/files.ts'
export type { LinkInput, RemoteLinkInput } from '../faces/links.ts'
export type { CommentInput, EstimateRule, WorklogInput } from '../faces/talk.ts'
export { type FieldSchema, kindOf, NO_SCHEMA } from '../fields/field-schema.ts'
export { EMPTY, type Estimates, type FieldValue, type IssueField } from '../fields/field-value.ts'
export type { SlaCycle, SlaValue } from '../fields/read-sla.ts'
export type { SprintValue } from '../fields/read-sprint.ts'
export { isWritable, type WireForm, writeFieldValue } from '../fields/write-value.ts'
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
export { MARK } from './read-comment.ts'
export { userWire } from './user-wire.ts'
