import { JiraApiError, type RankPlace } from '@mmd/jira-api/model'
import type { RankOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'

/** Moves an issue among the others of its backlog. */
export const rankKind: OperationKind<RankOperation> = {
  describe: ({ place }) => `rank ${placeWords(place)}`,
  touches: () => ['rank'],
  // Rows do not tell the order: whoever shows it knows the place before.
  prepare: (operation) => operation,
  apply: (rows) => rows,
  send: async ({ key, place, rankFieldId }, { client, signal }) => {
    const field = rankFieldId === undefined ? {} : { rankFieldId }
    const refused = await client.rank({ keys: [key], place, ...field }, { signal })
    if (refused.length === 0) return {}
    const messages = refused.flatMap(({ reasons }) => reasons)
    // An answer that says so is no lost one.
    throw new JiraApiError('refused', messages[0] ?? 'The site did not rank it', { messages, reason: 'NOT_SENT' })
  },
  // Ranked twice at one place is as ranked once; nothing tells where it is.
  look: async () => ({ state: 'not-done' }),
  invert: ({ key, place, base, rankFieldId }) => {
    if (base === undefined || base === null) return { why: 'Where it was in the order before is not known' }
    const field = rankFieldId === undefined ? {} : { rankFieldId }
    return { operations: [{ kind: 'rank', key, place: base, base: place, ...field }] }
  },
}

const placeWords = (place: RankPlace): string => ('before' in place ? `before ${place.before}` : `after ${place.after}`)
