import type { Comment, IssueKey } from '@mmd/jira-api/model'
import type { Operation } from '../operations/operation.ts'
import { isShown, type ShownRows } from '../rows/shown.ts'
import { textMatcher } from '../rows/text-match.ts'
import { plainWords } from '../store/plain-words.ts'
import type { SearchHit, Store } from '../store/store.ts'

/** True for operations that change what is searched. */
const changesText = (operation: Operation): boolean => {
  switch (operation.kind) {
    case 'set-fields':
      return operation.changes.some(({ id }) => id === 'summary' || id === 'description')
    case 'transition':
      return operation.comment !== undefined
    case 'add-comment':
    case 'edit-comment':
    case 'delete-comment':
      return true
    default:
      return false
  }
}

/** Issues of which the index does not know yet what they say: something of that waits to be sent. */
export const changedTexts = ({ outbox }: Store): ReadonlySet<IssueKey> =>
  new Set(
    outbox
      .open()
      .filter((stored) => isShown(stored) && changesText(stored.operation))
      .map(({ operation }) => operation.key),
  )

interface Searching {
  readonly store: Store
  readonly shown: ShownRows
  /** See `changedTexts`. */
  readonly changed: ReadonlySet<IssueKey>
  /** Comments that were fetched by themselves, as they are shown. */
  readonly comments: (key: IssueKey) => readonly Comment[]
}

const textsOf = ({ shown, comments }: Searching, key: IssueKey): readonly string[] => {
  const rows = shown.rows(key)
  if (rows === undefined) return []
  const { issue, detail } = rows
  const talk = new Map([...comments(key), ...(detail?.comments ?? [])].map(({ id, body }) => [id, body]))
  const description = detail?.description ?? issue.description
  return [issue.key, issue.summary, plainWords(description), ...[...talk.values()].map(plainWords)]
}

/**
 * The hits of a search as rows are shown: without issues that are to go, and with what was written here and is not sent yet. That
 * comes first, behind an issue whose key was typed.
 */
export const searchShown = (searching: Searching, text: string, limit: number): readonly SearchHit[] => {
  const { store, shown, changed } = searching
  const gone = new Set(shown.deleted())
  const found = store.issues.search(text, limit + changed.size + gone.size)
  const hits = found.map((hit) => ({ ...hit, issue: shown.issue(hit.key) ?? hit.issue }))
  const there = hits.filter(({ key }) => !gone.has(key))
  const matches = changed.size === 0 ? undefined : textMatcher(text)
  if (matches === undefined) return there.slice(0, limit)
  const holds = (key: IssueKey): boolean => matches(textsOf(searching, key))
  const kept = there.filter(({ key }) => !changed.has(key) || holds(key))
  const known = new Set(hits.map(({ key }) => key))
  const added = [...changed].filter((key) => !known.has(key) && !gone.has(key) && holds(key)).toReversed()
  const typed = text.trim().toUpperCase()
  const more = added.flatMap((key): readonly SearchHit[] => {
    const issue = shown.issue(key)
    return issue === undefined ? [] : [{ key, issue }]
  })
  const isTyped = ({ key }: SearchHit): boolean => key === typed
  return [...kept.filter(isTyped), ...more, ...kept.filter((hit) => !isTyped(hit))].slice(0, limit)
}
