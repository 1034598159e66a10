import type { CallOptions } from '../call-options.ts'
import type { Capabilities } from '../capabilities/capabilities.ts'

/** What a site is able to do, for this sign-in. */
export interface CapabilitiesFace {
  /** Asked of the site once and remembered for a day; `fresh` asks again. */
  capabilities(query: { readonly fresh?: boolean }, options?: CallOptions): Promise<Capabilities>
}
