import type { Http } from '../client/http.ts'
import { isJiraApiError } from '../errors.ts'
import type { AgileFace, SprintInput } from '../faces/agile.ts'
import { readSprint } from '../fields/read-sprint.ts'
import { wireId } from '../fields/write-value.ts'
import { toJson, toWord } from '../model/primitives.ts'
import { offsetPage, readAllPages } from '../paging/read-pages.ts'
import { expected } from '../resources/resource.ts'
import type { RankRefusal } from './board.ts'
import { AGILE } from './boards.ts'
import { readRankRefusals } from './read-board.ts'

/** More than this many issues at once are refused. */
const mostAtOnce = 50

const inParts = (keys: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(keys.length / mostAtOnce) }, (_, part) =>
    keys.slice(part * mostAtOnce, (part + 1) * mostAtOnce),
  )

const wireSprint = ({ name, goal, start, end, state }: SprintInput): Readonly<Record<string, unknown>> => ({
  name,
  goal,
  startDate: start,
  endDate: end,
  state,
})

type SprintResources = Omit<
  AgileFace,
  'boards' | 'board' | 'boardConfiguration' | 'quickFilters' | 'boardIssues' | 'epics' | 'epic' | 'editEpic'
>

/** Sprints and the order of issues. */
export const sprintResources = (http: Http): SprintResources => {
  const moveTo = async (
    path: readonly string[],
    keys: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    for (const issues of inParts(keys))
      await http({ method: 'POST', path: [...AGILE, ...path], json: { issues }, signal })
  }
  return {
    sprints: async ({ boardId, states }, { signal } = {}) => {
      try {
        return await readAllPages(async (startAt) => {
          const query = { state: states?.join(','), startAt, maxResults: 50 }
          const path = [...AGILE, 'board', boardId, 'sprint']
          return offsetPage(await http({ method: 'GET', path, query, signal }), startAt)
        }, readSprint)
      } catch (error) {
        // A 400 is how a board says that it has no sprints.
        if (isJiraApiError(error) && error.details.status === 400) return []
        throw error
      }
    },
    sprint: async (id, { signal } = {}) =>
      expected(readSprint(await http({ method: 'GET', path: [...AGILE, 'sprint', id], signal })), 'GET sprint'),
    createSprint: async ({ boardId, ...input }, { signal } = {}) => {
      const json = { ...wireSprint(input), originBoardId: wireId(boardId) }
      return expected(
        readSprint(await http({ method: 'POST', path: [...AGILE, 'sprint'], json, signal })),
        'POST sprint',
      )
    },
    editSprint: async (id, input, { signal } = {}) => {
      const answer = await http({ method: 'POST', path: [...AGILE, 'sprint', id], json: wireSprint(input), signal })
      return expected(readSprint(answer), 'POST sprint')
    },
    deleteSprint: async (id, { signal } = {}) => {
      await http({ method: 'DELETE', path: [...AGILE, 'sprint', id], signal })
    },
    swapSprints: async (id, otherId, { signal } = {}) => {
      const json = { sprintToSwapWith: wireId(otherId) }
      await http({ method: 'POST', path: [...AGILE, 'sprint', id, 'swap'], json, signal })
    },
    moveToSprint: (sprintId, keys, { signal } = {}) => moveTo(['sprint', sprintId, 'issue'], keys, signal),
    moveToBacklog: (keys, { signal } = {}) => moveTo(['backlog', 'issue'], keys, signal),
    moveToEpic: (epic, keys, { signal } = {}) => moveTo(['epic', epic ?? 'none', 'issue'], keys, signal),
    rank: async ({ keys, place, rankFieldId }, { signal } = {}) => {
      const refused: RankRefusal[] = []
      let at = place
      for (const issues of inParts(keys)) {
        const anchor = 'before' in at ? { rankBeforeIssue: at.before } : { rankAfterIssue: at.after }
        const field = rankFieldId === undefined ? {} : { rankCustomFieldId: wireId(rankFieldId) }
        const json = { issues, ...anchor, ...field }
        const answer = await http({ method: 'PUT', path: [...AGILE, 'issue', 'rank'], json, signal })
        const refusals = readRankRefusals(answer)
        refused.push(...refusals)
        // The next part comes right behind this one, so that all keep their order.
        const last = issues.findLast((issue) => !refusals.some(({ key }) => key === issue))
        if (last !== undefined) at = { after: last }
      }
      return refused
    },
    estimation: async ({ key, boardId }, { signal } = {}) => {
      const answer = await http({
        method: 'GET',
        path: [...AGILE, 'issue', key, 'estimation'],
        query: { boardId },
        signal,
      })
      return toWord(toJson(answer)['value'])
    },
    setEstimation: async ({ key, boardId, value }, { signal } = {}) => {
      const path = [...AGILE, 'issue', key, 'estimation']
      await http({ method: 'PUT', path, query: { boardId }, json: { value }, signal })
    },
  }
}
