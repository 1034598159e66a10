import { issueTypeById, linkTypeById, priorityById, resolutionById, statusById } from '../world/catalogue.ts'
import { customFields } from '../world/custom-fields.ts'
import { securityLevelById } from '../world/security.ts'
import type { ProjectPart, SandboxIssue, SandboxLink } from '../world/world.ts'
import {
  componentJson,
  issueTypeJson,
  priorityRef,
  projectRef,
  resolutionJson,
  statusJson,
  versionJson,
} from './catalogue-json.ts'
import { attachmentJson, commentPage, timeTracking, worklogPage } from './comment-json.ts'
import { customJson } from './custom-json.ts'
import { maySee } from './find.ts'
import { securityLevelJson } from './security-json.ts'
import { personJson } from './user-json.ts'
import { formatTime, type View } from './view.ts'

type Json = Readonly<Record<string, unknown>>
type Show = (view: View, issue: SandboxIssue) => unknown

/** A neighbour of an issue, with the few fields that links and sub-tasks show. */
export const neighbourJson = (view: View, issue: SandboxIssue): Json => ({
  id: String(issue.id),
  key: issue.key,
  self: `${view.baseUrl}/rest/api/2/issue/${issue.id}`,
  fields: {
    summary: issue.summary,
    status: statusJson(view, statusById(issue.statusId)),
    priority: priorityRef(view, priorityById(issue.priorityId)),
    issuetype: issueTypeJson(view, issueTypeById(issue.typeId)),
  },
})

/** A link without its ends. */
export const linkHead = ({ baseUrl }: Pick<View, 'baseUrl'>, link: SandboxLink): Json => {
  const { id, name, inward, outward } = linkTypeById(link.typeId)
  return {
    id: link.id,
    self: `${baseUrl}/rest/api/2/issueLink/${link.id}`,
    type: { id, name, inward, outward, self: `${baseUrl}/rest/api/2/issueLinkType/${id}` },
  }
}

const linkJson = (view: View, link: SandboxLink): Json | undefined => {
  const other = view.world.findIssue(link.otherId)
  if (other === undefined || !maySee(view.world, view.user, other)) return undefined
  return {
    ...linkHead(view, link),
    [link.direction === 'inward' ? 'inwardIssue' : 'outwardIssue']: neighbourJson(view, other),
  }
}

const parts =
  <T extends ProjectPart>(
    list: (view: View, issue: SandboxIssue) => readonly T[] | undefined,
    ids: (issue: SandboxIssue) => readonly string[],
    show: (view: View, part: T) => Json,
  ): Show =>
  (view, issue) =>
    list(view, issue)
      ?.filter(({ id }) => ids(issue).includes(id))
      .map((part) => show(view, part)) ?? []

const versions = (view: View, issue: SandboxIssue) => view.world.findProject(issue.projectKey)?.versions
const subtasks: Show = (view, { subtaskIds }) =>
  subtaskIds.flatMap((id) => view.world.findIssue(id) ?? []).map((issue) => neighbourJson(view, issue))
const spent = ({ worklogs }: SandboxIssue): number => worklogs.reduce((sum, { seconds }) => sum + seconds, 0)

// With the sub-tasks.
const sumOf = ({ world }: View, issue: SandboxIssue, part: (one: SandboxIssue) => number): number =>
  [issue, ...issue.subtaskIds.flatMap((id) => world.findIssue(id) ?? [])].reduce((sum, one) => sum + part(one), 0)

const progressJson = (done: number, left: number): Json => ({
  progress: done,
  total: done + left,
  ...(done + left > 0 && { percent: Math.floor((100 * done) / (done + left)) }),
})

const show: Readonly<Record<string, Show>> = {
  issuetype: (view, { typeId }) => issueTypeJson(view, issueTypeById(typeId)),
  project: (view, { projectKey }) => {
    const project = view.world.findProject(projectKey)
    return project === undefined ? null : projectRef(view, project)
  },
  fixVersions: parts(versions, ({ fixVersionIds }) => fixVersionIds, versionJson),
  versions: parts(versions, ({ affectedVersionIds }) => affectedVersionIds, versionJson),
  components: parts(
    (view, issue) => view.world.findProject(issue.projectKey)?.components,
    ({ componentIds }) => componentIds,
    componentJson,
  ),
  resolution: (view, { resolutionId }) =>
    resolutionId === null ? null : resolutionJson(view, resolutionById(resolutionId)),
  resolutiondate: (_, { resolved }) => (resolved === null ? null : formatTime(resolved)),
  workratio: (_, issue) =>
    (issue.originalEstimate ?? 0) === 0 ? -1 : Math.floor((100 * spent(issue)) / (issue.originalEstimate ?? 1)),
  lastViewed: () => null,
  watches: (view, { key, watchers }) => ({
    self: `${view.baseUrl}/rest/api/2/issue/${key}/watchers`,
    watchCount: watchers.size,
    isWatching: view.user !== undefined && watchers.has(view.user.key),
  }),
  votes: (view, { key, voters }) => ({
    self: `${view.baseUrl}/rest/api/2/issue/${key}/votes`,
    votes: voters.size,
    hasVoted: view.user !== undefined && voters.has(view.user.key),
  }),
  created: (_, { created }) => formatTime(created),
  updated: (_, { updated }) => formatTime(updated),
  priority: (view, { priorityId }) => priorityRef(view, priorityById(priorityId)),
  labels: (_, { labels }) => labels,
  issuelinks: (view, { links }) => links.flatMap((link) => linkJson(view, link) ?? []),
  assignee: (view, { assigneeKey }) => personJson(view, assigneeKey),
  reporter: (view, { reporterKey }) => personJson(view, reporterKey),
  creator: (view, { creatorKey }) => personJson(view, creatorKey),
  status: (view, { statusId }) => statusJson(view, statusById(statusId)),
  description: (_, { description }) => description,
  summary: (_, { summary }) => summary,
  environment: (_, { environment }) => environment,
  duedate: (_, { due }) => due,
  subtasks,
  timetracking: (_, issue) => timeTracking(issue),
  timespent: (_, issue) => spent(issue) || null,
  timeoriginalestimate: (_, { originalEstimate }) => originalEstimate ?? null,
  timeestimate: (_, { remainingEstimate }) => remainingEstimate ?? null,
  aggregatetimespent: (view, issue) => sumOf(view, issue, spent) || null,
  aggregatetimeoriginalestimate: (view, issue) => sumOf(view, issue, (one) => one.originalEstimate ?? 0) || null,
  aggregatetimeestimate: (view, issue) => sumOf(view, issue, (one) => one.remainingEstimate ?? 0) || null,
  progress: (_, issue) => progressJson(spent(issue), issue.remainingEstimate ?? 0),
  aggregateprogress: (view, issue) =>
    progressJson(
      sumOf(view, issue, spent),
      sumOf(view, issue, (one) => one.remainingEstimate ?? 0),
    ),
  security: (view, { securityLevelId }) => {
    const level = securityLevelById(securityLevelId)
    return level === undefined ? undefined : securityLevelJson(view, level)
  },
  attachment: (view, { attachments }) => attachments.map((attachment) => attachmentJson(view, attachment)),
  comment: commentPage,
  worklog: worklogPage,
  archiveddate: (_, { archived }) => (archived === undefined ? null : formatTime(archived.at)),
  archivedby: (view, { archived }) => (archived === undefined ? null : personJson(view, archived.byKey)),
  parent: (view, { parentId }) => {
    const parent = parentId === null ? undefined : view.world.findIssue(parentId)
    return parent === undefined ? undefined : neighbourJson(view, parent)
  },
  ...Object.fromEntries(
    customFields.map((field) => [field.id, (view: View, issue: SandboxIssue) => customJson(view, field, issue)]),
  ),
}

/** The value of one field of an issue; undefined: the issue does not have that field at all. */
export const fieldJson = (view: View, issue: SandboxIssue, fieldId: string): unknown => {
  if (issue.strange?.has(fieldId) === true) return issue.strange.get(fieldId)
  return Object.hasOwn(show, fieldId) ? show[fieldId]?.(view, issue) : undefined
}

/** The values of some fields; those that the issue does not have are left out. */
export const fieldsJson = (view: View, issue: SandboxIssue, fieldIds: readonly string[]): Json =>
  Object.fromEntries(
    fieldIds.map((id) => [id, fieldJson(view, issue, id)] as const).filter(([, value]) => value !== undefined),
  )
