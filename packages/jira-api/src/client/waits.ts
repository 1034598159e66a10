import type { Priority } from '../call-options.ts'
import type { Block, WaitReason } from './limiter-state.ts'

/** One request that waits. */
export interface Wait {
  /** Method and path without ids. */
  readonly endpoint: string
  readonly priority: Priority
  /** `retry`: it failed and is sent again. */
  readonly why: WaitReason | 'retry'
  /** Epoch milliseconds; undefined: until another request is through. */
  readonly until: number | undefined
}

/** What of one connection waits, told whenever it changes. */
export interface Waits {
  /** A listener for one request; undefined when it does not wait any more. Undefined where nobody wants to know. */
  track(
    request: Pick<Wait, 'endpoint' | 'priority'>,
  ): ((block: Block | { readonly why: 'retry'; readonly until: number } | undefined) => void) | undefined
}

/** Gathers the waits of one connection for its listener. */
export const createWaits = (onWait: ((waits: readonly Wait[]) => void) | undefined): Waits => {
  const waiting = new Map<symbol, Wait>()
  return {
    track: (request) => {
      if (onWait === undefined) return undefined
      const key = Symbol(request.endpoint)
      return (block) => {
        if (block === undefined) waiting.delete(key)
        else waiting.set(key, { ...request, ...block })
        onWait([...waiting.values()])
      }
    },
  }
}
