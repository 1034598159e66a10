import type { SandboxIssue } from '../world/world.ts'
import { changeItem, type Edit } from './change.ts'
import { readDuration } from './duration.ts'
import { FieldError } from './edit-values.ts'
import { isObject } from './input.ts'
import { Refusal } from './refusal.ts'

/** Seconds of a duration; undefined: not told, null: taken back. */
const estimate = (value: unknown): number | null | undefined => {
  if (value === undefined) return undefined
  if (value === null || value === '') return null
  if (typeof value !== 'string') throw new FieldError('An estimate is a text such as 3d 4h.')
  try {
    return readDuration(value)
  } catch (error) {
    if (error instanceof Refusal) throw new FieldError(`'${value.slice(0, 40)}' is not a valid duration.`)
    throw error
  }
}

const side = (seconds: number | null | undefined): { readonly id: string | null; readonly text: string | null } => {
  const text = seconds === null || seconds === undefined ? null : String(seconds)
  return { id: text, text }
}

/** The change of the estimates; what is not told stays, and the first estimate is also what remains. Throws a FieldError. */
export const editEstimates = (value: unknown, issue: SandboxIssue): Edit => {
  if (!isObject(value)) throw new FieldError('Time tracking is an object.')
  const [original, told] = [estimate(value.originalEstimate), estimate(value.remainingEstimate)]
  const isFirst = original !== undefined && (issue.originalEstimate ?? null) === null
  const remaining = told ?? (told === undefined && isFirst ? original : told)
  return {
    apply: (target) => {
      if (original !== undefined) target.originalEstimate = original
      if (remaining !== undefined) target.remainingEstimate = remaining
    },
    item:
      original === undefined
        ? changeItem('timeestimate', side(issue.remainingEstimate), side(remaining))
        : changeItem('timeoriginalestimate', side(issue.originalEstimate), side(original)),
  }
}
