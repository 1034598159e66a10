import type { Chord } from './chord.ts'

/** A key sequence and the action it runs. */
export interface Binding {
  readonly sequence: readonly Chord[]
  readonly action: string
}

/** What was typed so far and has not become an action. */
export interface PendingKeys {
  readonly count: string
  readonly sequence: readonly Chord[]
}

export const nothingPending: PendingKeys = { count: '', sequence: [] }

export type Resolution =
  | { readonly kind: 'run'; readonly action: string; readonly count: number | undefined }
  | { readonly kind: 'wait'; readonly pending: PendingKeys }
  /** No binding begins like this: what was pending is forgotten. */
  | { readonly kind: 'unbound' }

const begins = (binding: Binding, sequence: readonly Chord[]): boolean =>
  sequence.every((chord, index) => binding.sequence[index] === chord)

const maximumCount = 99_999

/**
 * One more key. Digits before a sequence are a count; a sequence waits while more keys may follow. Bindings come in
 * order of precedence: the first that begins like this says whether more keys are waited for.
 */
export const resolveKey = (pending: PendingKeys, chord: Chord, bindings: readonly Binding[]): Resolution => {
  const isBound = pending === nothingPending && bindings.some(({ sequence: [first] }) => first === chord)
  if (!isBound && pending.sequence.length === 0 && (/^[1-9]$/.test(chord) || (chord === '0' && pending.count !== ''))) {
    const count = String(Math.min(maximumCount, Number(pending.count + chord)))
    return { kind: 'wait', pending: { count, sequence: [] } }
  }
  const sequence = [...pending.sequence, chord]
  const first = bindings.find((binding) => begins(binding, sequence))
  if (first === undefined) return { kind: 'unbound' }
  if (first.sequence.length === sequence.length)
    return { kind: 'run', action: first.action, count: pending.count === '' ? undefined : Number(pending.count) }
  return { kind: 'wait', pending: { count: pending.count, sequence } }
}
