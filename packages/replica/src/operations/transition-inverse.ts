import type { TransitionOperation } from './operation.ts'
import type { Inverse } from './operation-kind.ts'

/** The step back to where an issue was, whichever leads there. */
export const invertTransition = ({
  key,
  transition: { to },
  fields,
  resolution,
  comment,
  base,
}: TransitionOperation): Inverse => {
  if (base === undefined) return { why: 'In which status it was before is not known' }
  if (base.status.id === to.id) return { why: `The step left it in ${to.name}, and no step undoes that` }
  const loses = [
    ...(Object.keys(fields).some((id) => id !== 'resolution') ? ['What was filled in with the step stays'] : []),
    ...(comment === undefined ? [] : ['The comment that was made with the step stays']),
  ]
  // A step that brings it back may ask for the resolution that it had.
  const before = resolution === undefined && base.resolution === null ? undefined : base.resolution
  const back: TransitionOperation = {
    kind: 'transition',
    key,
    transition: { id: null, name: `Back to ${base.status.name}`, to: base.status },
    fields: {},
    ...(before === undefined ? {} : { resolution: before }),
    base: { status: to, resolution: resolution === undefined ? base.resolution : resolution },
  }
  return loses.length === 0 ? { operations: [back] } : { operations: [back], loses: loses.join('. ') }
}
