import { type Issue, type IssueKey, toIssueKey } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../app/app.ts'
import type { PickerItem } from '../../state/modal.ts'
import { pickRemote } from './remote-items.ts'

/** An issue as another one is linked to it. */
export interface PickedIssue {
  readonly key: IssueKey
  readonly summary: string
}

/** Issues of the copy that are offered, and those that the site adds. */
const most = 20
/** Hits of the copy among which those are looked for that come into question. */
const mostSeen = 200

export interface Among {
  readonly jql: string
  readonly holds: (issue: Issue) => boolean
}

interface IssueQuestion {
  readonly title: string
  readonly placeholder?: string
  /** What is not offered. */
  readonly not: IssueKey | null
  /** Likely ones, offered before anything is typed; absent: what the site says. */
  readonly suggest?: (signal: AbortSignal) => Promise<readonly PickedIssue[]>
  /** Which issues come into question, where not all do: by a query for the site, and by a row of the copy. */
  readonly among?: () => Promise<Among | undefined>
  /** Offered with them: no issue at all. */
  readonly none?: { readonly label: string; readonly run: () => void }
  readonly onPick: (issue: PickedIssue) => void
}

const noneId = '\u0000none'

/** Asks for an issue, by its key or by words: what the copy finds stands first, the site adds what it knows. */
export const pickIssue = (app: App, session: SiteSession, options: IssueQuestion): void => {
  const found = new Map<string, PickedIssue>()
  const none = options.none === undefined ? [] : [{ id: noneId, label: options.none.label }]
  /** Summaries stand below each other. */
  const itemsOf = (issues: readonly PickedIssue[]): readonly PickerItem[] => {
    const cells = Math.max(0, ...issues.map(({ key }) => key.length))
    return issues.map(({ key, summary }) => {
      found.set(key, { key, summary })
      return { id: key, label: summary === '' ? key : `${key.padEnd(cells)}  ${summary}` }
    })
  }
  const local = (text: string, among: Among | undefined): readonly PickedIssue[] =>
    session.replica
      .search(text, among === undefined ? most : mostSeen)
      .filter(({ key, issue }) => key !== options.not && among?.holds(issue) !== false)
      .slice(0, most)
      .map(({ key, issue }) => ({ key, summary: issue.summary }))
  const search = async (text: string, signal: AbortSignal): Promise<readonly PickerItem[]> => {
    if (text === '' && options.suggest !== undefined) {
      const likely = await options.suggest(signal)
      return [...itemsOf(likely.filter(({ key }) => key !== options.not)), ...none]
    }
    const among = await options.among?.()
    const own = text === '' ? [] : local(text, among)
    const question = { text, ...(among === undefined ? {} : { jql: among.jql }) }
    const picked = await session.client.pickIssues(question, { signal }).catch((error: unknown) => {
      // Without the site there is what the copy has.
      if (own.length > 0) return []
      throw error
    })
    const others = picked.flatMap(({ key, summary }) => {
      const known = toIssueKey(key)
      const isNew = known !== undefined && known !== options.not && !own.some((one) => one.key === known)
      return isNew ? [{ key: known, summary }] : []
    })
    return itemsOf([...own, ...others])
  }
  pickRemote(app, {
    title: options.title,
    placeholder: options.placeholder ?? 'a key, or words of the issue',
    search,
    meant: (query) => {
      const key = toIssueKey(query.toUpperCase())
      const isOffered = key === undefined || key === options.not || found.has(key)
      return { before: isOffered ? [] : [{ id: key, label: key, detail: 'this key' }], after: [] }
    },
    onPick: ([id = '']) => {
      if (id === noneId) return options.none?.run()
      const key = toIssueKey(id)
      if (key !== undefined) options.onPick(found.get(key) ?? { key, summary: '' })
    },
  })
}
