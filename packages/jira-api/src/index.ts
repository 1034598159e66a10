export { isJiraApiError, JiraApiError, type JiraApiErrorCode, type JiraApiErrorDetails } from './errors.ts'
export type * from './model/model.ts'
export type { CallOptions, EditInput, SearchQuery, SiteClient, TransitionInput } from './site-client.ts'
