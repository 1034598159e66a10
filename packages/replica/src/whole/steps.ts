import fc from 'fast-check'
import { type OwnDeed, ownDeeds } from './own-steps.ts'
import { type TheirDeed, theirDeeds } from './their-steps.ts'

/** For tests: what happens to the program. */
export const events = [
  'undo',
  'redo',
  'offline',
  'online',
  'drop',
  'drop-after',
  'refresh',
  'open',
  'settle',
  'decide',
  'restart',
] as const
type Event = (typeof events)[number]

/** For tests: one thing that happens. */
export interface Step<D extends string = OwnDeed | TheirDeed | Event> {
  readonly deed: D
  /** Which of the issues, and which of the processes. */
  readonly on: number
  readonly by: number
  /** Chooses among what there is. */
  readonly pick: number
}

/** For tests: any step of these deeds. */
export const anyStep = <D extends string>(...deeds: readonly D[]): fc.Arbitrary<Step<D>> =>
  fc.record({
    deed: fc.constantFrom(...deeds),
    on: fc.nat({ max: 2 }),
    by: fc.nat({ max: 1 }),
    pick: fc.nat({ max: 5 }),
  })

const isOneOf =
  <D extends string>(deeds: readonly D[]) =>
  (step: Step): step is Step & { readonly deed: D } =>
    deeds.some((deed) => deed === step.deed)
/** For tests: what a step is. */
export const isOwnStep = isOneOf(ownDeeds)
export const isTheirStep = isOneOf(theirDeeds)
export const isEvent = isOneOf(events)
