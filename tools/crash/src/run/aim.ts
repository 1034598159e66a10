import type { Moment } from '../proxy/proxy.ts'
import type { Random } from '../random.ts'

/** When a process is killed. Whatever it says, it is killed at the latest when its time is over. */
export type Aim =
  | { readonly kind: 'time'; readonly afterMs: number }
  /** Around the `nth` step: while it is being written down, or right after it was acknowledged. */
  | { readonly kind: 'step'; readonly at: 'start' | 'done'; readonly nth: number; readonly afterMs: number }
  /** At one of the moments of the `nth` write on the wire. */
  | { readonly kind: 'write'; readonly moment: Moment; readonly nth: number }

const moments: readonly Moment[] = ['request-here', 'request-on', 'answer-here', 'answer-on']

/** Some are killed at any time, most where it hurts. */
export const takeAim = (random: Random): Aim => {
  const kind = random.pick(['time', 'step', 'write', 'write'] as const)
  switch (kind) {
    case 'time':
      return { kind, afterMs: random.between(0, 2_000) }
    case 'step':
      return {
        kind,
        at: random.pick(['start', 'done']),
        nth: random.between(1, 12),
        afterMs: random.pick([0, 0, 3, 50, 200]),
      }
    case 'write':
      return { kind, moment: random.pick(moments), nth: random.between(1, 8) }
  }
}

/** An aim in words, for the story. */
export const aimWords = (aim: Aim): string => {
  switch (aim.kind) {
    case 'time':
      return `${aim.afterMs} ms after it was ready`
    case 'step':
      return `${aim.afterMs} ms after the ${aim.at} of its step ${aim.nth}`
    case 'write':
      return `at ${aim.moment} of write ${aim.nth}`
  }
}
