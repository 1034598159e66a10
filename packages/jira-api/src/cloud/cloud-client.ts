import { cloudBoards } from '../agile/boards.ts'
import type { Http } from '../client/http.ts'
import { sharedResources } from '../resources/shared-resources.ts'
import type { SiteClient } from '../site-client.ts'
import { suggestLabels } from './label.ts'
import { createOwnWrites } from './own-writes.ts'
import { createSearch } from './search.ts'

/** The resources of one Cloud site, over one connection. All that only Cloud does stands here; `now` in milliseconds. */
export const cloudClient = (http: Http, now: () => number): SiteClient => {
  const shared = sharedResources(http, {
    person: { member: 'accountId', parameter: 'query' },
    boards: cloudBoards,
    metadata: { api: ['rest', 'api', '3'], hasOldForm: false },
  })
  const ownWrites = createOwnWrites(now)
  // Also when it failed: an answer that got lost may have been a success.
  const written = async <T>(key: string, write: Promise<T>): Promise<T> => {
    try {
      return await write
    } finally {
      ownWrites.add(key)
    }
  }
  return {
    ...shared,
    search: createSearch(http, ownWrites),
    issue: async (key, options) => {
      const issue = await shared.issue(key, options)
      ownWrites.see([issue])
      return issue
    },
    transition: (key, input, options) => written(key, shared.transition(key, input, options)),
    edit: (key, input, options) => written(key, shared.edit(key, input, options)),
    assign: (key, userId, options) => written(key, shared.assign(key, userId, options)),
    addComment: (key, body, options) => written(key, shared.addComment(key, body, options)),
    suggestLabels: (text, options) => suggestLabels(http, text, options),
  }
}
