import type { SandboxComment } from './world.ts'

/** The property that tells notes of agents from what customers read. */
export const publicProperty = 'sd.public.comment'

/** Whether a comment is a note for agents, by its property. */
export const isNote = ({ properties }: SandboxComment): boolean => {
  const value = properties?.get(publicProperty)
  return typeof value === 'object' && value !== null && 'internal' in value && String(value.internal) === 'true'
}

/** Whether customers may read a comment of a request. */
export const visiblyPublic = (comment: SandboxComment): boolean => !isNote(comment) && comment.visibility === undefined
