import type { Transition } from '../workflow/workflow.ts'
import type { SandboxIssue } from '../world/world.ts'
import { statusJsonById } from './catalogue-json.ts'
import { screenJson } from './field-meta.ts'
import type { View } from './view.ts'

/** A transition; `fields` (empty when it has no screen) only when expanded. */
export const transitionJson = (
  view: View,
  transition: Transition,
  issue: SandboxIssue,
  withFields: boolean,
): Readonly<Record<string, unknown>> => ({
  id: transition.id,
  name: transition.name,
  ...(view.release?.rest?.bareTransitions !== true && {
    description: transition.description ?? '',
    opsbarSequence: Number(transition.id) * 10,
  }),
  to: statusJsonById(view, transition.to),
  ...(withFields && { fields: screenJson(view, transition.screen ?? [], issue) }),
})
