import type { Issue, IssueKey } from '@mmd/jira-api/model'
import { qualify } from './qualified-key.ts'
import type { ViewPlace } from './site-view.ts'

interface Known {
  readonly view: string
  readonly parts: readonly ReadonlyMap<IssueKey, unknown>[]
  readonly all: ReadonlyMap<IssueKey, unknown>
}

const nothing: ReadonlyMap<IssueKey, never> = new Map<IssueKey, never>()

/**
 * The values of the rows of several sites, by qualified keys: the same map as long as those of each site are the same, and empty
 * until each of them has read its rows.
 */
export class CombinedValues {
  readonly #known = new WeakMap<object, Known>()

  get<T>({ members, id }: ViewPlace, view: string, read: (issue: Issue) => T): ReadonlyMap<IssueKey, T> {
    const parts = members.map(({ replica }) => replica.rowValues(id, read))
    const known = this.#known.get(read)
    if (known?.view === view && parts.every((part, at) => part === known.parts[at]))
      return known.all as ReadonlyMap<IssueKey, T>
    if (members.some(({ replica }, at) => parts[at]?.size === 0 && (replica.view(id)?.keys.length ?? 0) > 0))
      return nothing
    const all = new Map<IssueKey, T>()
    for (const [at, { site }] of members.entries())
      for (const [key, value] of parts[at] ?? []) all.set(qualify(site, key), value)
    this.#known.set(read, { view, parts, all })
    return all
  }
}
