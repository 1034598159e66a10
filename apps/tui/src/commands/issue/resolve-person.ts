import type { CallOptions, IssueKey, SiteClient, User } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'

/** The person that `name` means for an issue: `null` is nobody, `automatic` whomever the project's settings name. */
export type Person = User | null | 'automatic'

/**
 * The person that `name` means for an issue: `me`, `none` (null), `default`, a login, or a display name in any case.
 * Throws `AppError` `unknown-person`, with the candidates, when nobody or several fit.
 */
export const resolvePerson = async (
  client: Pick<SiteClient, 'assignable' | 'myself'>,
  issueKey: IssueKey,
  name: string,
  options: CallOptions = {},
): Promise<Person> => {
  const wanted = name.trim()
  if (wanted === 'none' || wanted === '') return null
  if (wanted === 'default') return 'automatic'
  if (wanted === 'me') {
    const { id, name: display, active } = await client.myself(options)
    return { id, name: display, active }
  }
  const people = await client.assignable({ issueKey, text: wanted, maxResults: 50 }, options)
  return choosePerson(people, wanted, 'Nobody who may be assigned')
}

/**
 * The one of `people` whose login, whole name or e-mail address `wanted` is; `nobody` are the words for none. Throws like
 * `resolvePerson`.
 */
export const choosePerson = (people: readonly User[], wanted: string, nobody = 'Nobody'): User => {
  const folded = wanted.toLowerCase()
  const byLogin = people.find(({ id }) => id.toLowerCase() === folded)
  if (byLogin !== undefined) return byLogin
  const byName = people.filter(({ name }) => name.toLowerCase() === folded)
  const [only] = byName
  if (only !== undefined && byName.length === 1) return only
  const [first] = people
  // Sites look for addresses without showing them.
  if (first !== undefined && people.length === 1 && wanted.includes('@')) return first
  const candidates = byName.length > 1 ? byName : people
  if (candidates.length === 0) {
    throw new AppError(
      'unknown-person',
      `${nobody} is called “${wanted}”`,
      'Give the login name, or the whole name as Jira shows it',
    )
  }
  throw new AppError(
    'unknown-person',
    `“${wanted}” is not exactly one person’s name`,
    `Use one of these logins: ${candidates
      .slice(0, 10)
      .map(({ id, name }) => `${id} (${name})`)
      .join(', ')}`,
  )
}
