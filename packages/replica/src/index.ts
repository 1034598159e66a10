export type { SiteError } from './failure.ts'
export { createReplica, type ReplicaOptions } from './memory/create-replica.ts'
export type {
  AssignOperation,
  CommentOperation,
  LabelsOperation,
  Operation,
  PriorityOperation,
  TransitionOperation,
} from './memory/operations/operation.ts'
export type { DetailRows, OperationRecord, Replica, ViewRows, ViewSpec } from './memory/replica.ts'
