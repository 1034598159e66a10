import type { Issue } from '@mmd/jira-api/model'
import type { TransitionOperation } from './operation.ts'

/**
 * True when an issue shows by its status alone that a step was taken: nothing else was to be done with it. Who took it does not
 * matter then.
 */
export const isTaken = (
  { transition: { to }, base, fields, resolution, comment }: TransitionOperation,
  current: Pick<Issue, 'status' | 'resolution'>,
): boolean => {
  if (base === undefined || base.status.id === to.id || current.status.id !== to.id) return false
  if (comment !== undefined || Object.keys(fields).some((id) => id !== 'resolution')) return false
  return resolution === undefined || resolution?.id === current.resolution?.id
}
