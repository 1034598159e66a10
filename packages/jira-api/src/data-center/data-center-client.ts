import type { Http } from '../client/http.ts'
import type { SiteClient } from '../site-client.ts'
import { getFields } from './field.ts'
import { getFavouriteFilters } from './filter.ts'
import { addComment, assignIssue, editIssue, getIssue } from './issue.ts'
import { getProjects } from './project.ts'
import { searchIssues } from './search.ts'
import { getMyself, getPriorities, getServerInfo } from './site.ts'
import { findAssignable, suggestLabels } from './suggestion.ts'
import { doTransition, getTransitions } from './transition.ts'

/** The resources of one Data Center site, over one connection. */
export const dataCenterClient = (http: Http): SiteClient => ({
  serverInfo: (options) => getServerInfo(http, options),
  myself: (options) => getMyself(http, options),
  fields: (options) => getFields(http, options),
  projects: (options) => getProjects(http, options),
  priorities: (options) => getPriorities(http, options),
  favouriteFilters: (options) => getFavouriteFilters(http, options),
  search: (query, options) => searchIssues(http, query, options),
  issue: (key, options) => getIssue(http, key, options),
  transitions: (key, options) => getTransitions(http, key, options),
  transition: (key, input, options) => doTransition(http, key, input, options),
  edit: (key, input, options) => editIssue(http, key, input, options),
  assign: (key, userId, options) => assignIssue(http, key, userId, options),
  assignable: (query, options) => findAssignable(http, query, options),
  addComment: (key, body, options) => addComment(http, key, body, options),
  suggestLabels: (text, options) => suggestLabels(http, text, options),
})
