import type { Answer, Exchange, Route } from '../exchange.ts'
import { operatorsOf } from '../jql/clause.ts'
import { clausesNamed } from '../jql/evaluate.ts'
import { reservedWords } from '../jql/parse.ts'
import { issueTypes, priorities, resolutions, statusCategories, statuses } from '../world/catalogue.ts'
import { customFields } from '../world/custom-fields.ts'
import { visibleProjects } from '../world/permissions.ts'
import { teams } from '../world/teams.ts'
import type { SandboxProject } from '../world/world.ts'
import { get, loggedIn, ok } from './refusal.ts'

const fieldNames =
  'affectedVersion,assignee,comment,component,created,createdDate,creator,description,due,duedate,environment,fixVersion,id,issue,issuekey,issuetype,key,labels,parent,priority,project,reporter,resolution,resolutiondate,resolved,status,statusCategory,summary,text,type,updated,updatedDate,voter,votes,watcher'.split(
    ',',
  )

const userType = 'com.atlassian.jira.user.ApplicationUser'
const issueType = 'com.atlassian.jira.issue.Issue'
const sprintType = 'com.atlassian.greenhopper.service.sprint.Sprint'
const typesByField: Readonly<Record<string, string>> = {
  assignee: userType,
  reporter: userType,
  creator: userType,
  watcher: userType,
  voter: userType,
  project: 'com.atlassian.jira.project.Project',
  status: 'com.atlassian.jira.issue.status.Status',
  priority: 'com.atlassian.jira.issue.priority.Priority',
  resolution: 'com.atlassian.jira.issue.resolution.Resolution',
  issuetype: 'com.atlassian.jira.issue.issuetype.IssueType',
  type: 'com.atlassian.jira.issue.issuetype.IssueType',
  fixVersion: 'com.atlassian.jira.project.version.Version',
  affectedVersion: 'com.atlassian.jira.project.version.Version',
  component: 'com.atlassian.jira.bc.project.component.ProjectComponent',
  id: issueType,
  issue: issueType,
  issuekey: issueType,
  key: issueType,
  parent: issueType,
  Sprint: sprintType,
}

const fieldJson = (value: string, displayName: string, cfid?: string): unknown[] => {
  const name = value.replaceAll('"', '')
  const [clause] = clausesNamed(name)
  if (clause === undefined) return []
  const types =
    clause.kind === 'date'
      ? ['java.util.Date']
      : clause.kind === 'number'
        ? ['java.lang.Number']
        : [typesByField[name] ?? 'java.lang.String']
  return [
    {
      value,
      displayName,
      ...(clause.kind === 'choice' && { auto: 'true' }),
      ...(clause.sort !== undefined && { orderable: 'true' }),
      searchable: 'true',
      ...(cfid !== undefined && { cfid }),
      operators: operatorsOf(clause),
      types,
    },
  ]
}

const customJson = customFields.flatMap(({ number, name }) => {
  const cfid = `cf[${number}]`
  return fieldJson(clausesNamed(name).length > 1 ? cfid : `"${name}"`, `${name} - ${cfid}`, cfid)
})

const functions: readonly (readonly [name: string, type: string, isList?: true])[] = [
  ['currentUser()', userType],
  ['membersOf("")', userType, true],
  ['now()', 'java.util.Date'],
  ['startOfDay()', 'java.util.Date'],
  ['endOfDay()', 'java.util.Date'],
  ['startOfWeek()', 'java.util.Date'],
  ['endOfWeek()', 'java.util.Date'],
  ['startOfMonth()', 'java.util.Date'],
  ['endOfMonth()', 'java.util.Date'],
  ['openSprints()', sprintType, true],
  ['closedSprints()', sprintType, true],
  ['futureSprints()', sprintType, true],
  ['releasedVersions()', 'com.atlassian.jira.project.version.Version', true],
  ['unreleasedVersions()', 'com.atlassian.jira.project.version.Version', true],
  ['standardIssueTypes()', 'com.atlassian.jira.issue.issuetype.IssueType', true],
  ['subTaskIssueTypes()', 'com.atlassian.jira.issue.issuetype.IssueType', true],
  ['linkedIssues("")', issueType, true],
  ['watchedIssues()', issueType, true],
]

const autocompleteData = (): Answer =>
  ok({
    visibleFieldNames: [...fieldNames.flatMap((name) => fieldJson(name, name)), ...customJson],
    visibleFunctionNames: functions.map(([value, type, isList]) => ({
      value,
      displayName: value,
      ...(isList === true && { isList: 'true' }),
      types: [type],
    })),
    jqlReservedWords: reservedWords,
  })

interface Suggestion {
  readonly value: string
  readonly display: string
}

const named = (rows: readonly { readonly name: string }[]): readonly Suggestion[] =>
  rows.map(({ name }) => ({ value: /^[\w-]+$/u.test(name) ? name : `"${name}"`, display: name }))

const unique = (rows: readonly Suggestion[]): readonly Suggestion[] => [
  ...new Map(rows.map((row) => [row.value, row])).values(),
]

const suggestionsFor = (
  field: string,
  { world }: Exchange,
  projects: readonly SandboxProject[],
): readonly Suggestion[] => {
  switch (field) {
    case 'project':
      return projects.map(({ key, name }) => ({ value: key, display: `${name} (${key})` }))
    case 'status':
      return named(statuses)
    case 'statuscategory':
      return named(statusCategories)
    case 'priority':
      return named(priorities)
    case 'resolution':
      return [...named(resolutions), { value: 'Unresolved', display: 'Unresolved' }]
    case 'type':
    case 'issuetype':
      return named(issueTypes)
    case 'component':
      return unique(named(projects.flatMap(({ components }) => components)))
    case 'fixversion':
    case 'affectedversion':
      return unique(named(projects.flatMap(({ versions }) => versions)))
    case 'labels': {
      const keys = new Set(projects.map(({ key }) => key))
      const labels = new Set(
        world.issues.filter(({ projectKey }) => keys.has(projectKey)).flatMap(({ labels }) => labels),
      )
      return named([...labels].sort().map((name) => ({ name })))
    }
    case 'assignee':
    case 'reporter':
    case 'creator':
    case 'watcher':
    case 'voter':
      return world.users
        .filter(({ active }) => active)
        .map(({ name, displayName, email }) => ({
          value: /^[\w-]+$/u.test(name) ? name : `"${name}"`,
          display: `${displayName} - ${email} (${name})`,
        }))
    case 'sprint':
      return named(world.sprints)
    case 'team':
      return teams.map(({ id, title }) => ({ value: String(id), display: title }))
    default:
      return []
  }
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const bold = (text: string, query: string): string => {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase())
  if (at === -1) return escapeHtml(text)
  const end = at + query.length
  return `${escapeHtml(text.slice(0, at))}<b>${escapeHtml(text.slice(at, end))}</b>${escapeHtml(text.slice(end))}`
}

const suggestions = (exchange: Exchange): Answer => {
  const { query, world, user } = exchange
  const field = (query.get('fieldName') ?? '').replaceAll('"', '').toLowerCase()
  const text = query.get('fieldValue') ?? ''
  const wanted = text.toLowerCase()
  const results = suggestionsFor(field, exchange, visibleProjects(world, user))
    .filter(({ value, display }) => value.toLowerCase().startsWith(wanted) || display.toLowerCase().includes(wanted))
    .slice(0, 15)
  return ok({ results: results.map(({ value, display }) => ({ value, displayName: bold(display, text) })) })
}

/** Help for those who write JQL. */
export const jqlRoutes: readonly Route[] = [
  get('/jql/autocompletedata', (exchange) => {
    loggedIn(exchange)
    return autocompleteData()
  }),
  get('/jql/autocompletedata/suggestions', (exchange) => {
    loggedIn(exchange)
    return suggestions(exchange)
  }),
]
