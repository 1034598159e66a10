import type { CommandContext } from '../invocation.ts'
import type { Copy } from '../with-replica.ts'
import type { Bench } from './bench.ts'
import { createLookup } from './lookup.ts'

/** What preparing writes works with on this copy. */
export const openBench = ({ signal }: CommandContext, copy: Copy): Bench => ({
  copy,
  signal,
  lookup: createLookup({ client: copy.connected?.client, store: copy.store }),
})
