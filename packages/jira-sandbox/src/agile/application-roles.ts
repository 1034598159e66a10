import type { Answer, Route } from '../exchange.ts'
import { get, loggedIn, ok } from '../rest/refusal.ts'

/** Which products of Jira are licensed on a site besides Jira itself. */
export interface Products {
  readonly software: boolean
  readonly serviceDesk: boolean
}

const seats = 100

const roleJson = (key: string, name: string, used: number): Readonly<Record<string, unknown>> => ({
  key,
  groups: ['jira-users'],
  name,
  defaultGroups: ['jira-users'],
  selectedByDefault: false,
  defined: true,
  numberOfSeats: seats,
  remainingSeats: Math.max(0, seats - used),
  userCount: used,
  userCountDescription: 'users',
  hasUnlimitedSeats: false,
  platform: false,
})

/** The licensed products: a site without Jira Software says so here, while its agile resources are a page of an error. */
export const applicationRoleRoutes = ({ software, serviceDesk }: Products): readonly Route[] => [
  get('/rest/api/2/applicationrole', (exchange): Answer => {
    loggedIn(exchange)
    const used = exchange.world.users.filter(({ active }) => active).length
    return ok([
      roleJson('jira-core', 'Jira Core', used),
      ...(software ? [roleJson('jira-software', 'Jira Software', used)] : []),
      ...(serviceDesk ? [roleJson('jira-servicedesk', 'Jira Service Management', used)] : []),
    ])
  }),
]
