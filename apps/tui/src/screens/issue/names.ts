import type { User } from '@mmd/jira-api'
import type { Replica } from '@mmd/replica'
import { recentPeople } from '../../actions/flows/people-search.ts'
import type { IssueInput } from './issue-input.ts'

type Person = Pick<User, 'id' | 'name'> | null

function* peopleOn({ issue, detail, parts }: IssueInput): Generator<Person> {
  yield issue.assignee
  yield issue.reporter
  for (const { author } of detail?.detail?.comments ?? []) yield author
  for (const { author } of parts?.comments ?? []) yield author
  for (const { author } of parts?.history ?? []) yield author
}

const found = new WeakMap<IssueInput, (user: string) => string | undefined>()

/**
 * What people are called who are mentioned: Data Center writes a mention as a login and nothing else. Those on the issue are
 * known, and those of the copy.
 */
export const namesFor = (input: IssueInput): ((user: string) => string | undefined) => {
  const known = found.get(input)
  if (known !== undefined) return known
  let names: Map<string, string> | undefined
  const nameOf = (user: string): string | undefined => {
    names ??= new Map([...peopleOn(input)].flatMap((one) => (one === null ? [] : [[one.id, one.name] as const])))
    return names.get(user) ?? input.people?.get(user)
  }
  found.set(input, nameOf)
  return nameOf
}

/** How long the people of the copy are good for, ms: to find them some hundred rows are looked at. */
const goodFor = 60_000

const nobody: ReadonlyMap<string, string> = new Map()

const ofCopies = new WeakMap<object, { readonly at: number; readonly names: ReadonlyMap<string, string> }>()

/** Names of the people on the lists of the copy that were read last, by their ids. */
export const knownNames = (
  replica: Pick<Replica, 'views' | 'view' | 'issue'>,
  now: number,
): ReadonlyMap<string, string> => {
  const known = ofCopies.get(replica)
  if (known !== undefined && Math.abs(now - known.at) < goodFor) return known.names
  const names = new Map(recentPeople(replica).map(({ id, name }) => [id, name]))
  // Before the first list has come there is nobody yet.
  if (names.size === 0) return nobody
  ofCopies.set(replica, { at: now, names })
  return names
}
