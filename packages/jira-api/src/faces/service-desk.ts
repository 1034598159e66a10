import type { CallOptions } from '../call-options.ts'
import type { SlaValue } from '../fields/read-sla.ts'
import type { WantedField } from '../fields/wanted-field.ts'
import type { User } from '../model/model.ts'
import type {
  Approval,
  CustomerRequest,
  Queue,
  QueueIssues,
  RequestComment,
  RequestType,
  ServiceDesk,
} from '../service-desk/desk.ts'

/** Service desks, queues and requests. `forbidden` without a licence as an agent, `not-found` without the product. */
export interface ServiceDeskFace {
  serviceDesks(options?: CallOptions): Promise<readonly ServiceDesk[]>
  queues(
    query: { readonly deskId: string; readonly withCounts?: boolean },
    options?: CallOptions,
  ): Promise<readonly Queue[]>
  /**
   * A page of a queue: issues hold the queue's own fields only, and of its further columns, clocks among them, those that
   * `fields` tells how to read. `cursor` is the `next` of the page before.
   */
  queueIssues(
    query: {
      readonly deskId: string
      readonly queueId: string
      readonly cursor?: string
      readonly limit?: number
      readonly fields?: readonly WantedField[]
    },
    options?: CallOptions,
  ): Promise<QueueIssues>
  request(key: string, options?: CallOptions): Promise<CustomerRequest>
  slas(key: string, options?: CallOptions): Promise<readonly SlaValue[]>
  /** A reply that the customer sees, or a note for agents only; in wiki markup on both deployments. Gives the comment's id. */
  addRequestComment(
    key: string,
    input: { readonly body: string; readonly isPublic: boolean },
    options?: CallOptions,
  ): Promise<string>
  approvals(key: string, options?: CallOptions): Promise<readonly Approval[]>
  answerApproval(
    key: string,
    input: { readonly id: string; readonly decision: 'approve' | 'decline' },
    options?: CallOptions,
  ): Promise<void>
  participants(key: string, options?: CallOptions): Promise<readonly User[]>
  /** Lets further customers take part, or no longer; gives all who do. */
  changeParticipants(
    key: string,
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
    options?: CallOptions,
  ): Promise<readonly User[]>
  /** What the customer and agents said, oldest first; notes that the customer does not see only for agents. */
  requestComments(key: string, options?: CallOptions): Promise<readonly RequestComment[]>
  /** What can be asked for at a desk. */
  requestTypes(deskId: string, options?: CallOptions): Promise<readonly RequestType[]>
}
