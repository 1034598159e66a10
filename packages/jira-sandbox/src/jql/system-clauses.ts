import { issueTypes, priorities, resolutions, statusById, statusCategories, statuses } from '../world/catalogue.ts'
import { visibleComments } from '../world/permissions.ts'
import { passesSecurity, securityLevelById, securityLevels } from '../world/security.ts'
import type { ProjectPart, SandboxIssue, SandboxProject } from '../world/world.ts'
import type { ChoiceClause, Clause, ScaleClause, TextClause } from './clause.ts'
import type { JqlContext } from './context.ts'
import { fromLocal } from './dates.ts'
import { userClause } from './people.ts'

interface Named {
  readonly id: string
  readonly name: string
}

const byName = (rows: readonly Named[], text: string): readonly string[] | undefined => {
  const wanted = text.toLowerCase()
  const ids = rows.filter(({ id, name }) => name.toLowerCase() === wanted || id === text).map(({ id }) => id)
  return ids.length === 0 ? undefined : [...new Set(ids)]
}

const catalogueClause = (
  name: string,
  rows: readonly Named[],
  value: (issue: SandboxIssue) => string | null,
  more: Partial<ChoiceClause>,
): ChoiceClause => {
  const places = new Map(rows.map(({ id }, index) => [id, index]))
  return {
    kind: 'choice',
    name,
    values: (issue) => {
      const id = value(issue)
      return id === null ? [] : [id]
    },
    resolve: (text) => byName(rows, text),
    emptiable: false,
    sort: (issue) => places.get(value(issue) ?? ''),
    ...more,
  }
}

const text = (name: string, texts: TextClause['texts'], sort?: TextClause['sort']): TextClause => ({
  kind: 'text',
  name,
  texts,
  ...(sort !== undefined && { sort }),
})

const orNone = (value: string | null): readonly string[] => (value === null ? [] : [value])

const date = (
  name: string,
  value: (issue: SandboxIssue, context: JqlContext) => number | null,
  descendsByDefault: boolean,
): ScaleClause => ({
  kind: 'date',
  name,
  value: (issue, context) => value(issue, context) ?? undefined,
  sort: (issue, context) => value(issue, context) ?? undefined,
  descendsByDefault,
})

const dueTime = ({ due }: SandboxIssue, { user }: JqlContext): number | null => {
  const [year, month, day] = due?.split('-').map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  return fromLocal({ year, month, day, hour: 0, minute: 0 }, user?.timeZone ?? 'Etc/UTC')
}

const partsClause = (
  name: string,
  parts: (project: SandboxProject) => readonly ProjectPart[],
  ids: (issue: SandboxIssue) => readonly string[],
): ChoiceClause => ({
  kind: 'choice',
  name,
  values: ids,
  resolve: (text, { projects }) => byName(projects.flatMap(parts), text),
  emptiable: true,
  sort: (issue, { world }) => {
    const project = world.findProject(issue.projectKey)
    const place = project === undefined ? -1 : parts(project).findIndex(({ id }) => id === ids(issue)[0])
    return place === -1 ? undefined : place
  },
})

const versionFunctions =
  (released: boolean): NonNullable<ChoiceClause['functions']>[string] =>
  (_, { projects }) =>
    projects.flatMap(({ versions }) => versions.filter((version) => version.released === released).map(({ id }) => id))

const versionClause = (
  name: string,
  ids: (issue: SandboxIssue) => readonly string[],
  history: string,
): ChoiceClause => {
  const base = partsClause(name, ({ versions }) => versions, ids)
  return {
    ...base,
    order: Number,
    history,
    functions: { releasedversions: versionFunctions(true), unreleasedversions: versionFunctions(false) },
  }
}

const project: ChoiceClause = {
  kind: 'choice',
  name: 'project',
  values: ({ projectKey }) => [projectKey],
  resolve: (wanted, { projects }) => {
    const found = projects.find(
      ({ id, key, name }) =>
        id === wanted || key === wanted.toUpperCase() || name.toLowerCase() === wanted.toLowerCase(),
    )
    return found === undefined ? undefined : [found.key]
  },
  // No issue is without one; the question is a common way to ask for all issues.
  emptiable: true,
  sort: ({ projectKey }) => projectKey,
}

const seenIssue = (text: string, { world, user, projects }: JqlContext): SandboxIssue | undefined => {
  const issue = world.findIssue(text)
  return issue !== undefined &&
    projects.some(({ key }) => key === issue.projectKey) &&
    passesSecurity(world, user, issue)
    ? issue
    : undefined
}

const refuseKey =
  (name: string) =>
  (wanted: string): string =>
    /^[a-z][a-z0-9_]*-\d+$/iu.test(wanted) || /^\d+$/u.test(wanted)
      ? `An issue with key '${wanted}' does not exist for field '${name}'.`
      : `The issue key '${wanted}' for field '${name}' is invalid.`

const linkedIssues = ([key = '']: readonly string[], context: JqlContext): readonly string[] =>
  (seenIssue(key, context)?.links ?? []).map(({ otherId }) => String(otherId))

const watchedIssues = (_: readonly string[], { world, user }: JqlContext): readonly string[] =>
  user === undefined ? [] : world.issues.filter(({ watchers }) => watchers.has(user.key)).map(({ id }) => String(id))

const issueClause = (
  name: string,
  values: (issue: SandboxIssue) => readonly string[],
  emptiable: boolean,
): ChoiceClause => ({
  kind: 'choice',
  name,
  values,
  resolve: (wanted, context) => {
    const issue = seenIssue(wanted, context)
    return issue === undefined ? undefined : [String(issue.id)]
  },
  refuse: refuseKey(name),
  emptiable,
})

const key: ChoiceClause = {
  ...issueClause('key', ({ id }) => [String(id)], false),
  order: Number,
  functions: { linkedissues: linkedIssues, watchedissues: watchedIssues },
  descendsByDefault: true,
  sort: ({ projectKey, number }) => `${projectKey}-${String(number).padStart(9, '0')}`,
}

const comments: TextClause['texts'] = (issue, { world, user }) =>
  visibleComments(world, user, issue).map(({ body }) => body)

const status = catalogueClause('status', statuses, ({ statusId }) => statusId, { history: 'status' })
const category = catalogueClause(
  'statusCategory',
  statusCategories.map(({ id, name }) => ({ id: String(id), name })),
  (issue) => {
    const wanted = statusById(issue.statusId).categoryKey
    return String(statusCategories.find((candidate) => candidate.key === wanted)?.id ?? 1)
  },
  {
    resolve: (wanted) => {
      const found = statusCategories.find(({ id, key, name }) =>
        [String(id), key, name.toLowerCase()].includes(wanted.toLowerCase()),
      )
      return found === undefined ? undefined : [String(found.id)]
    },
  },
)
const resolution = catalogueClause('resolution', resolutions, ({ resolutionId }) => resolutionId, {
  emptiable: true,
  history: 'resolution',
  // "Unresolved" is a way to write EMPTY.
  resolve: (wanted) => (wanted.toLowerCase() === 'unresolved' ? [] : byName(resolutions, wanted)),
})
const priority = catalogueClause('priority', priorities, ({ priorityId }) => priorityId, {
  emptiable: true,
  history: 'priority',
  order: (id) => -Number(id),
  descendsByDefault: true,
  sort: ({ priorityId }) => -Number(priorityId),
})
const type = catalogueClause('issuetype', issueTypes, ({ typeId }) => typeId, {
  functions: {
    standardissuetypes: () => issueTypes.filter(({ subtask }) => !subtask).map(({ id }) => id),
    subtaskissuetypes: () => issueTypes.filter(({ subtask }) => subtask).map(({ id }) => id),
  },
})
const labels: ChoiceClause = {
  kind: 'choice',
  name: 'labels',
  values: (issue) => issue.labels.map((label) => label.toLowerCase()),
  resolve: (wanted) => [wanted.toLowerCase()],
  emptiable: true,
  sort: (issue) => issue.labels[0],
}

const allTexts: TextClause['texts'] = (issue, context) => [
  issue.summary,
  ...orNone(issue.description),
  ...orNone(issue.environment),
  ...comments(issue, context),
]

const seconds = (name: string, value: (issue: SandboxIssue) => number | undefined): ScaleClause => ({
  kind: 'number',
  name,
  value,
  sort: value,
})

/** The clauses of system fields, each under all its names in lower case. */
export const systemClauses: Readonly<Record<string, Clause>> = {
  project,
  key,
  issuekey: key,
  issue: key,
  id: key,
  parent: issueClause('parent', ({ parentId }) => (parentId === null ? [] : [String(parentId)]), true),
  summary: text(
    'summary',
    ({ summary }) => [summary],
    ({ summary }) => summary.toLowerCase(),
  ),
  description: text('description', ({ description }) => orNone(description)),
  environment: text('environment', ({ environment }) => orNone(environment)),
  comment: text('comment', comments),
  text: text('text', allTexts),
  status,
  statuscategory: category,
  resolution,
  priority,
  type: { ...type, name: 'type' },
  issuetype: type,
  labels,
  component: partsClause(
    'component',
    ({ components }) => components,
    ({ componentIds }) => componentIds,
  ),
  fixversion: versionClause('fixVersion', ({ fixVersionIds }) => fixVersionIds, 'Fix Version'),
  affectedversion: versionClause('affectedVersion', ({ affectedVersionIds }) => affectedVersionIds, 'Version'),
  assignee: userClause('assignee', ({ assigneeKey }) => orNone(assigneeKey), 'assignee'),
  reporter: userClause('reporter', ({ reporterKey }) => orNone(reporterKey), 'reporter'),
  creator: userClause('creator', ({ creatorKey }) => orNone(creatorKey)),
  watcher: userClause('watcher', ({ watchers }) => [...watchers]),
  voter: userClause('voter', ({ voters }) => [...voters]),
  created: date('created', ({ created }) => created, true),
  createddate: date('createdDate', ({ created }) => created, true),
  updated: date('updated', ({ updated }) => updated, true),
  updateddate: date('updatedDate', ({ updated }) => updated, true),
  resolved: date('resolved', ({ resolved }) => resolved, true),
  resolutiondate: date('resolutiondate', ({ resolved }) => resolved, true),
  due: { ...date('due', dueTime, false), sort: ({ due }) => due ?? undefined },
  duedate: { ...date('duedate', dueTime, false), sort: ({ due }) => due ?? undefined },
  level: {
    kind: 'choice',
    name: 'level',
    values: ({ securityLevelId }) => orNone(securityLevelById(securityLevelId)?.id ?? null),
    resolve: (wanted) => byName(securityLevels, wanted),
    emptiable: true,
  },
  originalestimate: seconds('originalEstimate', ({ originalEstimate }) => originalEstimate ?? undefined),
  timeoriginalestimate: seconds('originalEstimate', ({ originalEstimate }) => originalEstimate ?? undefined),
  remainingestimate: seconds('remainingEstimate', ({ remainingEstimate }) => remainingEstimate ?? undefined),
  timeestimate: seconds('remainingEstimate', ({ remainingEstimate }) => remainingEstimate ?? undefined),
  timespent: seconds('timespent', ({ worklogs }) => worklogs.reduce((sum, log) => sum + log.seconds, 0) || undefined),
  votes: {
    kind: 'number',
    name: 'votes',
    value: ({ voters }) => voters.size,
    sort: ({ voters }) => voters.size,
    descendsByDefault: true,
  },
}
