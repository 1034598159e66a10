export { createReplica, type ReplicaOptions } from './create-replica.ts'
export type { SiteError } from './failure.ts'
export type {
  AssignOperation,
  CommentOperation,
  LabelsOperation,
  Operation,
  PriorityOperation,
  TransitionOperation,
} from './operations/operation.ts'
export type { DetailRows, OperationRecord, Replica, ViewRows, ViewSpec } from './replica.ts'
