import type { Snooze, SnoozeOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'

/** Hides an issue from this program's lists. Nothing is sent, and the rows stay as they are: marks of the store tell it. */
export const snoozeKind: OperationKind<SnoozeOperation> = {
  describe: ({ snooze }) => (snooze === null ? 'wake' : snoozeWords(snooze)),
  touches: () => ['snooze'],
  prepare: (operation) => operation,
  apply: (rows) => rows,
  invert: ({ key, snooze, base = null }) => ({ operations: [{ kind: 'snooze', key, snooze: base, base: snooze }] }),
}

const snoozeWords = ({ until, untilChanged }: Snooze): string => {
  if (until === null) return untilChanged ? 'snooze until it changes' : 'snooze'
  return `snooze until ${localTime(until)}${untilChanged ? ' or until it changes' : ''}`
}

const localTime = (epochMs: number): string => {
  const date = new Date(epochMs)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
