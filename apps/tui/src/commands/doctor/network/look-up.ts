import { lookup } from 'node:dns/promises'
import { errorCodeOf } from './error-code.ts'
import { orAborted } from './or-aborted.ts'

/** What the system's resolver says of a host name. */
export type LookUp =
  | { readonly kind: 'known'; readonly addresses: readonly { readonly address: string; readonly family: number }[] }
  | { readonly kind: 'unknown'; readonly code: string }

/** Looks a host name up as every connection of the program does. Throws only what the signal was aborted with. */
export const lookUp = async (host: string, signal: AbortSignal): Promise<LookUp> => {
  try {
    return { kind: 'known', addresses: await orAborted(lookup(host, { all: true, order: 'verbatim' }), signal) }
  } catch (error) {
    signal.throwIfAborted()
    return { kind: 'unknown', code: errorCodeOf(error) }
  }
}
