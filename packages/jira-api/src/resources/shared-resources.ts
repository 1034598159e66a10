import { type BoardWays, boardResources } from '../agile/boards.ts'
import { sprintResources } from '../agile/sprints.ts'
import type { Http } from '../client/http.ts'
import { developmentResources } from '../development/dev-status.ts'
import { serviceDeskResources } from '../service-desk/service-desk.ts'
import type { SiteClient } from '../site-client.ts'
import { getFields } from './field.ts'
import { getFavouriteFilters } from './filter.ts'
import { addComment, editIssue, getIssue } from './issue.ts'
import { type MetadataPlace, metadataResources } from './metadata.ts'
import { assignIssue, findAssignable, type PersonWords } from './person.ts'
import { getProjects } from './project.ts'
import { getMyself, getPriorities, getServerInfo } from './site.ts'
import { doTransition, getTransitions } from './transition.ts'

/** What every deployment has: version 2 of the REST API, whose texts are wiki markup. */
export type SharedResources = Omit<SiteClient, 'search' | 'suggestLabels'>

/** What differs between deployments in what they share. */
export interface SharedWays {
  readonly person: PersonWords
  readonly boards: BoardWays
  readonly metadata: MetadataPlace
}

/** The shared resources of one site, over one connection. */
export const sharedResources = (http: Http, { person, boards, metadata }: SharedWays): SharedResources => ({
  ...metadataResources(http, metadata),
  ...boardResources(http, boards),
  ...sprintResources(http),
  ...serviceDeskResources(http),
  ...developmentResources(http),
  serverInfo: (options) => getServerInfo(http, options),
  myself: (options) => getMyself(http, options),
  fields: (options) => getFields(http, options),
  projects: (options) => getProjects(http, options),
  priorities: (options) => getPriorities(http, options),
  favouriteFilters: (options) => getFavouriteFilters(http, options),
  issue: (key, options) => getIssue(http, key, options),
  transitions: (key, options) => getTransitions(http, key, options),
  transition: (key, input, options) => doTransition(http, key, input, options),
  edit: (key, input, options) => editIssue(http, key, input, options),
  assign: (key, userId, options) => assignIssue(http, person, { key, userId }, options),
  assignable: (query, options) => findAssignable(http, person, query, options),
  addComment: (key, body, options) => addComment(http, key, body, options),
})
