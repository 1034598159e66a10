import type { OperationRecord } from '@mmd/replica'

/** What the operations behind one wait for that was refused or is in conflict, and what to do: both without a full stop. */
export const holderWords = ({
  id,
  state,
  isUncertain,
}: Pick<OperationRecord, 'id' | 'state' | 'isUncertain'>): { readonly what: string; readonly hint: string } =>
  state === 'conflict'
    ? {
        what: `Waits behind ${id}, which somebody else’s change stands against`,
        hint: `Decide that first: mmd-tui outbox resolve ${id} --mine, or --theirs`,
      }
    : {
        what: `Waits behind ${id}, ${isUncertain ? 'of which nobody knows whether it was done' : 'which was not taken'}`,
        hint: `Decide that first: mmd-tui outbox retry ${id}, edit ${id} or drop ${id}`,
      }
