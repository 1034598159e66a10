import type { StoredOperation } from '@mmd/replica'
import { type Evidence, isSent, isUnsure } from './evidence.ts'
import { type Problem, problem } from './problem.ts'

type SandboxIssue = Evidence['world']['issues'][number]

/** A statement about an issue that an operation makes true. */
interface Claim {
  /** What it is about: of two claims about the same the later one holds. */
  readonly about: string
  readonly words: string
  readonly holds: (issue: SandboxIssue) => boolean
}

const rankOf = (issue: SandboxIssue | undefined): string => String(issue?.custom.get('customfield_10106') ?? '')

const labelClaims = (add: readonly string[], remove: readonly string[]): readonly Claim[] => [
  ...remove.map((label) => claim(`label ${label}`, false, ({ labels }) => labels.includes(label))),
  ...add.map((label) => claim(`label ${label}`, true, ({ labels }) => labels.includes(label))),
]

const claim = (about: string, isThere: boolean, there: (issue: SandboxIssue) => boolean): Claim => ({
  about,
  words: isThere ? 'is there' : 'is not there',
  holds: (issue) => there(issue) === isThere,
})

const idsOf: Readonly<Record<string, (issue: SandboxIssue) => readonly string[]>> = {
  components: ({ componentIds }) => componentIds,
  fixVersions: ({ fixVersionIds }) => fixVersionIds,
  versions: ({ affectedVersionIds }) => affectedVersionIds,
}

const claimsOf = (
  { operation }: StoredOperation,
  { world }: Evidence,
  keyOf: (name: string | undefined) => string,
): readonly Claim[] => {
  switch (operation.kind) {
    case 'labels':
      return labelClaims(operation.add, operation.remove)
    case 'members': {
      const { field, add, remove } = operation
      const one = (id: string, isThere: boolean): Claim =>
        claim(`${field} ${id}`, isThere, (issue) => idsOf[field]?.(issue).includes(id) === true)
      return [...remove.map(({ id }) => one(id, false)), ...add.map(({ id }) => one(id, true))]
    }
    case 'watch': {
      const key = keyOf(operation.user?.name)
      return [claim(`watcher ${key}`, operation.isWatching, ({ watchers }) => watchers.has(key))]
    }
    case 'vote': {
      const key = keyOf(undefined)
      return [claim(`voter ${key}`, operation.isFor, ({ voters }) => voters.has(key))]
    }
    case 'sprint': {
      const open = new Set(world.sprints.filter(({ state }) => state !== 'CLOSED').map(({ id }) => String(id)))
      const want = operation.to?.id
      const has = ({ custom }: SandboxIssue): readonly string[] => {
        const value = custom.get('customfield_10101')
        return typeof value === 'object' ? value.filter((id) => open.has(id)) : []
      }
      return [
        {
          about: 'sprint',
          words: `is ${want ?? 'none'}`,
          holds: (issue) => has(issue).join() === (want ?? ''),
        },
      ]
    }
    case 'rank': {
      const { place } = operation
      const isBefore = 'before' in place
      const other = isBefore ? place.before : place.after
      return [
        {
          about: 'rank',
          words: `is ${isBefore ? 'before' : 'after'} ${other}`,
          holds: (issue) => rankOf(issue) < rankOf(world.findIssue(other)) === isBefore,
        },
      ]
    }
    default:
      return []
  }
}

/** Labels, components, versions, watchers, votes, sprints, ranks: what was said last about each holds. */
export const judgeSets = (evidence: Evidence): readonly Problem[] => {
  const { operations, world, me } = evidence
  const keyOf = (name = me.name): string => world.users.find(({ displayName }) => displayName === name)?.key ?? ''
  const last = new Map<string, { readonly key: string; readonly claim: Claim; readonly isSure: boolean }>()
  for (const stored of operations) {
    if (!isSent(stored) && !isUnsure(stored)) continue
    const { key } = stored.operation
    for (const one of claimsOf(stored, evidence, keyOf)) {
      const place = `${one.about} of ${key}`
      const isSure = isSent(stored) && last.get(place)?.isSure !== false
      last.set(place, { key, claim: one, isSure })
    }
  }
  return [...last].flatMap(([place, { key, claim, isSure }]) => {
    const issue = world.findIssue(key)
    return !isSure || issue === undefined || claim.holds(issue)
      ? []
      : [problem('lost', `${place}: the last word was that it ${claim.words}, which is not so`)]
  })
}
