import type { Route } from '../exchange.ts'
import { attachmentRoutes, downloadRoutes } from './attachment-routes.ts'
import { commentRoutes } from './comment-routes.ts'
import { createRoutes } from './create-routes.ts'
import { filterRoutes } from './filter-routes.ts'
import { favouriteRoutes, filterWriteRoutes } from './filter-write-routes.ts'
import { issueRoutes } from './issue-routes.ts'
import { jqlRoutes } from './jql-routes.ts'
import { labelRoutes } from './label-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { pickerPeopleRoutes } from './people-picker-routes.ts'
import { permissionRoutes } from './permission-routes.ts'
import { pickerRoute } from './picker-routes.ts'
import { projectRoutes } from './project-routes.ts'
import { propertyRoutes } from './property-routes.ts'
import { remoteLinkRoutes } from './remote-link-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { siteRoutes } from './site-routes.ts'
import { transitionRoutes } from './transition-routes.ts'
import { userRoutes } from './user-routes.ts'
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
  ...remoteLinkRoutes,
  ...propertyRoutes,
  ...permissionRoutes,
  ...pickerPeopleRoutes,
  ...watcherRoutes,
  ...linkRoutes,
  ...userRoutes,
  ...filterRoutes,
  ...filterWriteRoutes,
  ...jqlRoutes,
]

/** The resources of REST API v2 (`latest` is another name of it) and the label suggestions of 1.0. */
export const restRoutes: readonly Route[] = [
  ...below('/rest/api/2', platform),
  ...below('/rest/api/latest', platform),
  ...below('/rest/api/1.0', [...labelRoutes, ...favouriteRoutes]),
  ...downloadRoutes,
]
