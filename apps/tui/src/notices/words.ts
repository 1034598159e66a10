import type { News } from './news.ts'

/** Keys that are named when there are several. */
const named = 4

const countOf = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`)

/** The news as one sentence, as short as it can be. */
export const noticeWords = (news: readonly News[]): string => {
  const [first] = news
  if (first === undefined) return ''
  if (news.length === 1)
    return first.kind === 'mention'
      ? `${first.key} mentions you: ${first.summary}`
      : `${first.key} is assigned to you: ${first.summary}`
  const assigned = news.filter(({ kind }) => kind === 'assignment').length
  const mentions = news.length - assigned
  const parts = [
    ...(assigned > 0 ? [countOf(assigned, '1 issue is assigned to you', 'issues are assigned to you')] : []),
    ...(mentions > 0 ? [countOf(mentions, '1 mentions you', 'mention you')] : []),
  ]
  const keys = news.slice(0, named).map(({ key }) => key)
  return `${parts.join(', ')}: ${keys.join(', ')}${news.length > named ? ' …' : ''}`
}
