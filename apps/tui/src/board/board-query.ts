import type { SprintValue } from '@mmd/jira-api'
import type { BoardSetup } from '../state/board.ts'
import type { BoardRef } from '../state/view.ts'

const inSprints = (sprints: readonly SprintValue[], state: SprintValue['state']): string | null => {
  const ids = sprints.filter((sprint) => sprint.state === state).map(({ id }) => id)
  return ids.length === 0 ? null : `sprint in (${ids.join(', ')})`
}

/** No issue is both. */
const none = 'sprint is EMPTY AND sprint is not EMPTY'

/** In no sprint that is open or planned, of whichever board. */
const waiting = 'sprint is EMPTY OR (sprint not in openSprints() AND sprint not in futureSprints())'

/** What a scrum board shows: issues in its own sprints that have begun, and in its backlog those that wait or are planned. */
const ofScrum = (sprints: readonly SprintValue[], part: BoardRef['part']): string => {
  if (part === 'board') return inSprints(sprints, 'active') ?? none
  const planned = inSprints(sprints, 'future')
  return `(${planned === null ? waiting : `${waiting} OR ${planned}`}) AND statusCategory != Done`
}

/** The query of a board's issues, or of its backlog's, in the order of their rank. */
export const boardQuery = ({ configuration, sprints }: BoardSetup, part: BoardRef['part']): string => {
  const { filterId, subQuery, type, rankFieldId } = configuration
  const conditions = [
    ...(filterId === null ? [] : [`filter = ${filterId}`]),
    ...(type === 'scrum' ? [ofScrum(sprints, part)] : subQuery === null ? [] : [`(${subQuery})`]),
  ]
  const order = rankFieldId === null ? 'Rank' : `cf[${rankFieldId}]`
  return `${conditions.join(' AND ')} ORDER BY ${order} ASC`
}
