import type { Route } from '../exchange.ts'
import { archiveListingRoutes } from './archive-listing.ts'
import { archiveRoutes } from './archive-routes.ts'
import { attachmentRoutes, downloadRoutes } from './attachment-routes.ts'
import { cataloguePageRoutes } from './catalogue-page-routes.ts'
import { commentRoutes } from './comment-routes.ts'
import { createRoutes } from './create-routes.ts'
import { dashboardRoutes } from './dashboard-routes.ts'
import { filterRoutes } from './filter-routes.ts'
import { favouriteRoutes, filterWriteRoutes } from './filter-write-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { isSince } from './is-since.ts'
import { issueRoutes } from './issue-routes.ts'
import { jqlRoutes } from './jql-routes.ts'
import { labelRoutes } from './label-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { notifyRoute } from './notify-route.ts'
import { pickerPeopleRoutes } from './people-picker-routes.ts'
import { permissionRoutes } from './permission-routes.ts'
import { pickerRoute } from './picker-routes.ts'
import { pinRoutes } from './pin-routes.ts'
import { projectPartRoutes } from './project-part-routes.ts'
import { projectPickerRoute } from './project-picker-route.ts'
import { projectRoleRoutes } from './project-role-routes.ts'
import { projectRoutes } from './project-routes.ts'
import { propertyRoutes } from './property-routes.ts'
import { remoteLinkRoutes } from './remote-link-routes.ts'
import { searchLimitRoutes, searchRoutes } from './search-routes.ts'
import { securityRoutes } from './security-routes.ts'
import { siteRoutes } from './site-routes.ts'
import { subtaskRoutes } from './subtask-routes.ts'
import { transitionRoutes } from './transition-routes.ts'
import { userListRoute, userRoutes } from './user-routes.ts'
import { watcherRoutes } from './watcher-routes.ts'
import { worklogRoutes } from './worklog-routes.ts'

const below = (prefix: string, routes: readonly Route[]): readonly Route[] =>
  routes.map((route) => ({ ...route, path: `${prefix}${route.path}` }))

const platform: readonly Route[] = [
  ...siteRoutes,
  ...projectRoutes,
  ...searchRoutes,
  ...createRoutes,
  pickerRoute,
  ...issueRoutes,
  ...transitionRoutes,
  ...commentRoutes,
  ...worklogRoutes,
  ...attachmentRoutes,
  ...archiveListingRoutes,
  ...remoteLinkRoutes,
  ...propertyRoutes,
  ...permissionRoutes,
  ...pickerPeopleRoutes,
  ...watcherRoutes,
  ...linkRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...filterRoutes,
  ...filterWriteRoutes,
  ...jqlRoutes,
  ...archiveRoutes,
  ...cataloguePageRoutes,
  ...dashboardRoutes,
  notifyRoute,
  ...projectPartRoutes,
  ...projectRoleRoutes,
  projectPickerRoute,
  ...securityRoutes,
  ...subtaskRoutes,
]

/** What young releases alone have, and from which version on. */
const young: readonly { readonly since: readonly [major: number, minor: number]; readonly routes: readonly Route[] }[] =
  [
    { since: [10, 0], routes: pinRoutes },
    { since: [10, 3], routes: [userListRoute] },
    { since: [11, 3], routes: searchLimitRoutes },
  ]

const platformOf = (version: string): readonly Route[] => [
  ...platform,
  ...young.flatMap(({ since, routes }) => (isSince(version, ...since) ? routes : [])),
]

/** The resources of REST API v2 (`latest` is another name of it) and the label suggestions of 1.0, as a version has them. */
export const restRoutesOf = (version: string): readonly Route[] => [
  ...below('/rest/api/2', platformOf(version)),
  ...below('/rest/api/latest', platformOf(version)),
  ...below('/rest/api/1.0', [...labelRoutes, ...favouriteRoutes]),
  ...downloadRoutes,
]

/** Those of 10.3. */
export const restRoutes: readonly Route[] = restRoutesOf('10.3')
