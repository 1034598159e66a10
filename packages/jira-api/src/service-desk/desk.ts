import type { StoredText } from '@mmd/rich-text'
import type { Issue, User } from '../model/model.ts'

/** A service desk: a project with queues. */
export interface ServiceDesk {
  readonly id: string
  readonly projectId: string
  readonly projectKey: string
  readonly projectName: string
}

/** A queue of a service desk. Its `jql` is whole: it names the project. */
export interface Queue {
  readonly id: string
  readonly name: string
  readonly jql: string
  /** Fields that the queue shows as columns. */
  readonly fields: readonly string[]
  /** Null unless counts were asked for. */
  readonly count: number | null
}

/** A page of a queue, in its order. */
export interface QueueIssues {
  readonly issues: readonly Issue[]
  /** Asks for the next page; null: this is the last. */
  readonly next: string | null
}

/** A request as its customer sees it. */
export interface CustomerRequest {
  readonly key: string
  readonly typeId: string | null
  readonly typeName: string | null
  readonly reporter: User | null
  /** The status in the customer's words. */
  readonly status: string | null
}

/** What was said on a request. */
export interface RequestComment {
  readonly id: string
  readonly author: User | null
  /** Wiki markup on both deployments. */
  readonly body: StoredText
  /** ISO 8601. */
  readonly created: string | null
  /** False: a note for agents. */
  readonly isPublic: boolean
}

/** A kind of request. */
export interface RequestType {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly issueTypeId: string | null
}

/** An approval of a request. */
export interface Approval {
  readonly id: string
  readonly name: string
  /** `approved`, `declined`, `pending`; empty when the site does not say. */
  readonly decision: string
  /** True: the signed-in user is asked and may answer. */
  readonly mayAnswer: boolean
  readonly approvers: readonly { readonly user: User; readonly decision: string }[]
}
