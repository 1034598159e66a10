export type * from './agile/board.ts'
export { safeFileName } from './attachments/safe-file-name.ts'
export type { CallOptions, Priority } from './call-options.ts'
export type { Capabilities, Presence } from './capabilities/capabilities.ts'
export type { CapabilityMemory } from './capabilities/remember-capabilities.ts'
export { issueUrl } from './client/base-url.ts'
export { withPatience } from './client/call-context.ts'
export type { Authorize } from './client/http.ts'
export { judgeAnswer } from './client/judge-answer.ts'
export { createLimiter, type Limiter, type LimiterPorts } from './client/limiter.ts'
export type { WaitReason } from './client/limiter-state.ts'
export { createRequestLog, type RequestEntry, type RequestLog, type RequestTotals } from './client/request-log.ts'
export {
  createTransport,
  type RawAnswer,
  type Timeouts,
  type TlsOptions,
  type TransportOptions,
} from './client/transport.ts'
export type { Wait } from './client/waits.ts'
export {
  type ConfluenceClient,
  type ConfluenceOptions,
  connectConfluence,
} from './confluence/connect-confluence.ts'
export type { PageHits, WikiPage } from './confluence/page.ts'
export { type PageLink, pageLink, pageOfLink, toPageId } from './confluence/page-link.ts'
export type { ConnectOptions } from './connect-http.ts'
export { connectSite, type SiteOptions } from './connect-site.ts'
export type * from './development/development.ts'
export {
  buildName,
  connectDevOps,
  type DevOpsClient,
  type DevOpsOptions,
  deploymentName,
  type GatingStatus,
  type SendOptions,
} from './devops/connect-devops.ts'
export * from './devops/entities.ts'
export { mostAtOnce } from './devops/send-bulk.ts'
export { isJiraApiError, JiraApiError, type JiraApiErrorCode, type JiraApiErrorDetails } from './errors.ts'
export type { RankPlace, SprintInput } from './faces/agile.ts'
export type {
  AttachmentRules,
  FileOptions,
  FileProgress,
  FilesFace,
  SavedFile,
  SaveTarget,
  Upload,
  UploadFile,
  UploadOptions,
} from './faces/files.ts'
export * from './fields/index.ts'
export { toIssueKey } from './model/issue-key.ts'
export type * from './model/model.ts'
export { userWire } from './model/user-wire.ts'
export { type KnownList, type ListProgress, type ReadList, type ReadListOptions, readList } from './paging/read-list.ts'
export { type SearchAllQuery, searchAll } from './paging/search-all.ts'
export { isAtLeast, type Probe, type ProbedMethod, type ProbeInput, probeSite } from './probe/probe-site.ts'
export type * from './service-desk/desk.ts'
export type { EditInput, SearchQuery, SiteClient, TransitionInput } from './site-client.ts'
export { capLine, LINE_LIMIT, type UntrustedKind, untrusted } from './untrusted.ts'
