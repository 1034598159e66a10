import type { SiteClient } from '@mmd/jira-api/model'
import { assignKind } from './assign.ts'
import { commentKind } from './comment.ts'
import { labelsKind } from './labels.ts'
import type { Operation } from './operation.ts'
import type { Rows } from './operation-kind.ts'
import { priorityKind } from './priority.ts'
import { transitionKind } from './transition.ts'

/** The rows with one operation laid over them. */
export const applyOperation = (rows: Rows, operation: Operation): Rows => {
  switch (operation.kind) {
    case 'assign':
      return assignKind.apply(rows, operation)
    case 'transition':
      return transitionKind.apply(rows, operation)
    case 'priority':
      return priorityKind.apply(rows, operation)
    case 'labels':
      return labelsKind.apply(rows, operation)
    case 'comment':
      return commentKind.apply(rows, operation)
  }
}

/** Sends one operation and gives back how the confirmed rows change. */
export const sendOperation = async (client: SiteClient, operation: Operation): Promise<(rows: Rows) => Rows> => {
  const applyLocally = (rows: Rows): Rows => applyOperation(rows, operation)
  switch (operation.kind) {
    case 'assign':
      return (await assignKind.send(client, operation)) ?? applyLocally
    case 'transition':
      return (await transitionKind.send(client, operation)) ?? applyLocally
    case 'priority':
      return (await priorityKind.send(client, operation)) ?? applyLocally
    case 'labels':
      return (await labelsKind.send(client, operation)) ?? applyLocally
    case 'comment':
      return (await commentKind.send(client, operation)) ?? applyLocally
  }
}

/** True when doing it twice is the same as doing it once. */
export const canRepeat = ({ kind }: Operation): boolean => kind !== 'comment' && kind !== 'transition'

/** True when both set the same field of the same issue, so that only the later one counts. */
export const overwrites = (later: Operation, earlier: Operation): boolean =>
  later.key === earlier.key && later.kind === earlier.kind && (later.kind === 'assign' || later.kind === 'priority')
