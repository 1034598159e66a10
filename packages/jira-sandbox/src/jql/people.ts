import type { SandboxIssue } from '../world/world.ts'
import type { ChoiceClause } from './clause.ts'
import type { JqlContext } from './context.ts'
import { JqlError } from './jql-error.ts'

const resolveUser = (text: string, { world }: JqlContext): readonly string[] | undefined => {
  const wanted = text.toLowerCase()
  const user =
    world.findUser(text) ??
    world.users.find(({ key, email, displayName }) =>
      [key, email, displayName].some((alias) => alias.toLowerCase() === wanted),
    )
  return user === undefined ? undefined : [user.key]
}

const membersOf = ([group = '']: readonly string[], { world }: JqlContext): readonly string[] => {
  const members = world.groups.get(group)
  if (members === undefined) {
    throw new JqlError(
      `Function 'membersOf' can not generate a list of usernames for group '${group}'; the group does not exist.`,
    )
  }
  return [...members]
}

const displayName = (key: string | undefined, { world }: JqlContext): string | undefined =>
  key === undefined ? undefined : (world.userByKey(key)?.displayName ?? key)

/** A clause about people; `keys` gives the user keys an issue has there. */
export const userClause = (
  name: string,
  keys: (issue: SandboxIssue) => readonly string[],
  history?: string,
): ChoiceClause => ({
  kind: 'choice',
  name,
  values: keys,
  resolve: resolveUser,
  emptiable: true,
  ...(history !== undefined && { history }),
  functions: {
    currentuser: (_, { user }) => (user === undefined ? [] : [user.key]),
    membersof: membersOf,
  },
  sort: (issue, context) => displayName(keys(issue)[0], context)?.toLowerCase(),
})
