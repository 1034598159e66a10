import { dropOperation } from '../conflicts/drop-operation.ts'
import type { SenderPorts } from './ports.ts'

/**
 * An operation that somebody took back while it was on its way, and that the site refused then, is of no use, nor is what would
 * have taken it back: both are dropped, and nobody has to decide about them.
 */
export const dropTakenBack = async ({ store, me, now }: SenderPorts, id: number): Promise<void> => {
  const { state, error } = store.outbox.get(id) ?? {}
  if (state !== 'failed' || error?.code === 'outcome-unknown') return
  const person = await me()
  store.transaction(() => {
    const refused = store.outbox.get(id)
    if (refused?.state !== 'failed') return
    const isTakenBack = store.outbox
      .openOf(refused.operation.key)
      .some(({ undoes, state: its }) => undoes === id && its === 'queued')
    if (isTakenBack) dropOperation(store, refused, { me: person, now: now() })
  })
}
