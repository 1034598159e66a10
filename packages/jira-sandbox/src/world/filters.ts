import { boards } from './agile.ts'
import type { SandboxFilter, SandboxUser } from './world.ts'

/** The saved filters; the first five are favourites of the demo's main user. */
export const makeFilters = (users: readonly SandboxUser[]): SandboxFilter[] => {
  const keyOf = (name: string): string => users.find((user) => user.name === name)?.key ?? ''
  const mine = [keyOf('mira')]
  const filter = (id: string, name: string, jql: string, owner = 'mira', favouriteOf = mine): SandboxFilter => ({
    id,
    name,
    description: '',
    jql,
    ownerKey: keyOf(owner),
    favouriteOf,
  })
  return [
    filter(
      '10500',
      'Untriaged bugs',
      'project = PAY AND assignee is EMPTY AND resolution is EMPTY ORDER BY created DESC',
    ),
    filter(
      '10501',
      'Assigned to me',
      'assignee = currentUser() AND resolution = Unresolved ORDER BY priority DESC, updated DESC',
    ),
    filter(
      '10502',
      'New incidents',
      'project = OPS AND issuetype = Incident AND statusCategory != Done ORDER BY created DESC',
      'jonas',
    ),
    filter(
      '10503',
      'Support inbox',
      'project = SUP AND status = "Waiting for support" ORDER BY priority DESC, created ASC',
      'sofia.nunes',
    ),
    filter('10504', 'Changed since yesterday', 'updated >= -1d ORDER BY updated DESC'),
    filter('10505', 'In review', 'project = PAY AND status = "In Review" ORDER BY updated ASC', 'tomasz.w', [
      keyOf('tomasz.w'),
    ]),
    ...boards.map(({ filterId, name, jql }) => filter(filterId, `Filter for ${name}`, jql, 'tomasz.w', [])),
  ]
}
