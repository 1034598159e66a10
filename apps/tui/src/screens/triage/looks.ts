import type { Issue, Named, StatusCategory } from '@mmd/jira-api'
import type { RowMarks } from '@mmd/replica'
import type { Piece } from '../../components/pieces.ts'
import type { Role } from '../../theme/palette.ts'

/**
 * One cell for a priority. Names are the site's own and may be in any language, so that unknown ones are a plain dot.
 */
export const priorityLook = (priority: Named | null): readonly [Role, string] => {
  const name = priority?.name.toLowerCase() ?? ''
  if (/highest|blocker/.test(name)) return ['bad', '⇈']
  if (/high|critical/.test(name)) return ['warn', '▲']
  if (/lowest|trivial/.test(name)) return ['faint', '⇊']
  if (/low|minor/.test(name)) return ['info', '▼']
  return name === '' ? ['faint', '·'] : ['dim', '●']
}

export const statusRole = (category: StatusCategory): Role => (category === 'unknown' ? 'dim' : category)

export const typeRole = ({ type }: Issue): Role => {
  const name = type.name.toLowerCase()
  if (/bug|incident|defect/.test(name)) return 'bad'
  if (/epic/.test(name)) return 'mention'
  return /story|feature|request/.test(name) ? 'good' : 'info'
}

/** One cell for what stands out: somebody has to decide, it is being sent, it changed since it was last seen. */
export const stateLook = ({ failed, conflict, pending, unread }: RowMarks): Piece => {
  if (failed || conflict) return ['bad', '!']
  if (pending) return ['warn', '⇅']
  return unread ? ['accent', '•'] : ['text', ' ']
}
