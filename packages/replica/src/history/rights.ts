import type { IssueKey, Permissions } from '@mmd/jira-api/model'
import type { Operation } from '../operations/operation.ts'
import type { Store } from '../store/store.ts'

/** What one needs for an operation. */
interface Need {
  /** Permissions of the project, any of which will do. */
  readonly any: readonly string[]
  /** `delete issues`, behind "may not". */
  readonly words: string
  /** Who may do it may take it back: only a no says anything. */
  readonly isOfBoth?: true
}

const linking: Need = { any: ['LINK_ISSUES'], words: 'link issues', isOfBoth: true }

const needs: Partial<Readonly<Record<Operation['kind'], Need>>> = {
  'delete-issue': { any: ['DELETE_ISSUES'], words: 'delete issues' },
  'delete-comment': { any: ['DELETE_OWN_COMMENTS', 'DELETE_ALL_COMMENTS'], words: 'delete comments' },
  'delete-worklog': { any: ['DELETE_OWN_WORKLOGS', 'DELETE_ALL_WORKLOGS'], words: 'delete worklogs' },
  'delete-attachment': { any: ['DELETE_OWN_ATTACHMENTS', 'DELETE_ALL_ATTACHMENTS'], words: 'delete attachments' },
  unlink: linking,
  'delete-remote-link': linking,
}

/** Permissions that ways back need. */
export const backPermissions: readonly string[] = [...new Set(Object.values(needs).flatMap(({ any }) => any))]

const projectOf = (key: IssueKey): string => key.replace(/-[^-]*$/, '')

/** The catalogue of what one may do in the project of an issue. */
export const rightsOf = (key: IssueKey): string => `permissions:${projectOf(key)}`

/** So long a permission that was not given counts as one that is not; one that was given may be tried. */
const dayMs = 24 * 60 * 60_000

const isPermissions = (value: unknown): value is Permissions =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'boolean')

const judge = (store: Store, key: IssueKey, { any }: Need, now: number): 'yes' | 'no' | 'unknown' => {
  const known = store.catalogues.get(rightsOf(key))
  if (known === undefined || !isPermissions(known.value)) return 'unknown'
  const { value, fetchedAt } = known
  const given = new Set(any.map((name) => (Object.hasOwn(value, name) ? value[name] : undefined)))
  if (given.has(true)) return 'yes'
  return given.has(undefined) || now - fetchedAt >= dayMs ? 'unknown' : 'no'
}

/** What permissions say against operations: why one of them cannot be done, or why perhaps not, without its full stop. */
export const hindrance = (
  store: Store,
  operations: readonly Operation[],
  now: number,
): { readonly closed: string } | { readonly unsure: string } | null => {
  const found = operations.flatMap((operation) => {
    const need = needs[operation.kind]
    const { key } = operation
    return need === undefined ? [] : [{ need, project: projectOf(key), may: judge(store, key, need, now) }]
  })
  const no = found.find(({ may }) => may === 'no')
  if (no !== undefined) return { closed: `You may not ${no.need.words} in ${no.project}` }
  const unknown = found.find(({ may, need }) => may === 'unknown' && need.isOfBoth !== true)
  if (unknown === undefined) return null
  return { unsure: `Whether you may ${unknown.need.words} in ${unknown.project} is not known` }
}
