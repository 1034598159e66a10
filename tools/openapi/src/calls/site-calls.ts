import { type Calls, keyOf } from './call.ts'

/** What a site has, searching, and the forms. */
export const siteCalls: Calls<
  | 'serverInfo'
  | 'myself'
  | 'fields'
  | 'projects'
  | 'project'
  | 'versions'
  | 'projectStatuses'
  | 'statuses'
  | 'priorities'
  | 'resolutions'
  | 'issueTypes'
  | 'settings'
  | 'permissions'
  | 'findUsers'
  | 'assignableInProject'
  | 'user'
  | 'findProjects'
  | 'projectRoles'
  | 'findFilters'
  | 'dashboards'
  | 'findGroups'
  | 'search'
  | 'ids'
  | 'count'
  | 'issues'
  | 'jqlData'
  | 'jqlSuggestions'
  | 'checkJql'
  | 'favouriteFilters'
  | 'filter'
  | 'createFilter'
  | 'editFilter'
  | 'deleteFilter'
  | 'favourite'
  | 'creatableTypes'
  | 'createFields'
  | 'editFields'
  | 'capabilities'
> = {
  serverInfo: ({ client }) => client.serverInfo(),
  myself: ({ client }) => client.myself(),
  fields: ({ client }) => client.fields(),
  projects: ({ client }) => client.projects(),
  project: ({ client }) => client.project('PAY'),
  versions: ({ client }) => client.versions('PAY'),
  projectStatuses: ({ client }) => client.projectStatuses('PAY'),
  statuses: ({ client }) => client.statuses(),
  priorities: ({ client }) => client.priorities(),
  resolutions: ({ client }) => client.resolutions(),
  issueTypes: ({ client }) => client.issueTypes(),
  settings: ({ client }) => client.settings(),
  permissions: async (place) => {
    const names = ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGN_ISSUES']
    await place.client.permissions({ names })
    await place.client.permissions({ names, project: 'PAY' })
    return place.client.permissions({ names, issue: keyOf(place) })
  },
  findUsers: ({ client }) => client.findUsers({ text: 'mi', maxResults: 5 }),
  user: async ({ client }) => client.user((await client.myself()).id),
  findProjects: ({ client }) => client.findProjects({ text: 'pay' }),
  projectRoles: ({ client }) => client.projectRoles('PAY'),
  findFilters: ({ client }) => client.findFilters({ text: 'e' }),
  dashboards: ({ client }) => client.dashboards({ which: 'my' }),
  assignableInProject: ({ client }) => client.assignableInProject({ project: 'PAY', text: 'mi' }),
  findGroups: ({ client }) => client.findGroups({ text: 'jira' }),
  search: async ({ client }) => {
    await client.search({ jql: 'project = PAY ORDER BY created', maxResults: 50, withDescription: true })
    const fields = (await client.fields()).filter(({ custom }) => custom)
    return client.search({ jql: 'project = PAY ORDER BY created', maxResults: 5, withDetails: true, fields })
  },
  ids: ({ client }) => client.ids('project = PAY'),
  count: ({ client }) => client.count('project = PAY'),
  issues: (place) => place.client.issues([keyOf(place), keyOf(place, 1)]),
  jqlData: ({ client }) => client.jqlData(),
  jqlSuggestions: ({ client }) => client.jqlSuggestions({ field: 'status', text: 'o' }),
  checkJql: async ({ client }) => {
    await client.checkJql('project = PAY')
    return client.checkJql('projec = PAY AND')
  },
  favouriteFilters: ({ client }) => client.favouriteFilters(),
  filter: async ({ client }) => client.filter((await client.favouriteFilters())[0]?.id ?? ''),
  createFilter: ({ client }) =>
    client.createFilter({ name: 'Made', jql: 'project = PAY', description: 'For a while', favourite: true }),
  editFilter: async ({ client }) => {
    const { id } = await client.createFilter({ name: 'Changed', jql: 'project = PAY' })
    return client.editFilter(id, { name: 'Changed again', jql: 'project = OPS' })
  },
  deleteFilter: async ({ client }) => {
    const { id } = await client.createFilter({ name: 'Short lived', jql: 'project = PAY' })
    return client.deleteFilter(id)
  },
  favourite: async ({ client }) => {
    const { id } = await client.createFilter({ name: 'Liked', jql: 'project = PAY' })
    await client.favourite(id, true)
    return client.favourite(id, false)
  },
  creatableTypes: ({ client }) => client.creatableTypes('PAY'),
  createFields: async ({ client }) =>
    client.createFields({ project: 'PAY', typeId: (await client.creatableTypes('PAY'))[0]?.id ?? '' }),
  editFields: (place) => place.client.editFields(keyOf(place)),
  capabilities: ({ client }) => client.capabilities({ fresh: true }),
}
