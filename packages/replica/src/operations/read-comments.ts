import type { Comment, IssueKey } from '@mmd/jira-api/model'
import type { Sending } from './operation-kind.ts'

const PAGE = 100
/** As many comments as Cloud lets an issue have. */
const MOST_PAGES = 50

/** Comments as far as they were read. */
export interface NewestComments {
  readonly comments: readonly Comment[]
  /** False: there are more, and the limit was reached. */
  readonly isWhole: boolean
}

// A site that does not know the order gives the oldest first.
const isNewestFirst = (page: readonly Comment[]): boolean =>
  Date.parse(page[0]?.created ?? '') >= Date.parse(page.at(-1)?.created ?? '')

/** Reads comments, newest first, until a page ends in one that `isEnough`. */
export const readNewestComments = async (
  key: IssueKey,
  { client, signal }: Pick<Sending, 'client' | 'signal'>,
  isEnough: (comment: Comment) => boolean,
): Promise<NewestComments> => {
  const comments: Comment[] = []
  let startAt = 0
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page = await client.comments({ key, startAt, maxResults: PAGE, newestFirst: true }, { signal })
    comments.push(...page.comments)
    startAt += page.comments.length
    const last = page.comments.at(-1)
    if (last === undefined || startAt >= page.total) return { comments, isWhole: true }
    if (isNewestFirst(page.comments) && isEnough(last)) return { comments, isWhole: true }
  }
  return { comments, isWhole: false }
}
