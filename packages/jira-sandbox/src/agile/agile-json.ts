import type { Exchange } from '../exchange.ts'
import { sprintTime } from '../rest/custom-json.ts'
import { selectFields } from '../rest/field-selection.ts'
import { issueJson } from '../rest/issue-json.ts'
import type { View } from '../rest/view.ts'
import type { SandboxBoard, SandboxSprint } from '../world/agile.ts'
import { closedSprints, openSprintOf } from '../world/sprint-of.ts'
import type { SandboxIssue } from '../world/world.ts'
import type { AgileForm } from './agile-world.ts'

type Json = Readonly<Record<string, unknown>>

const root = ({ baseUrl }: View): string => `${baseUrl}/rest/agile/1.0`

export const boardJson = (view: View, { isCloud }: AgileForm, board: SandboxBoard): Json => {
  const project = view.world.findProject(board.projectKey)
  return {
    id: board.id,
    self: `${root(view)}/board/${board.id}`,
    name: board.name,
    type: board.type,
    ...(isCloud && project !== undefined
      ? {
          location: {
            projectId: Number(project.id),
            displayName: `${project.name} (${project.key})`,
            projectName: project.name,
            projectKey: project.key,
            projectTypeKey: project.typeKey,
            name: `${project.name} (${project.key})`,
          },
        }
      : {}),
  }
}

/** Columns, limits, estimation and rank; quick filters are not among it. */
export const configurationJson = (view: View, form: AgileForm, board: SandboxBoard): Json => ({
  ...boardJson(view, form, board),
  self: `${root(view)}/board/${board.id}/configuration`,
  filter: { id: board.filterId, self: `${view.baseUrl}/rest/api/2/filter/${board.filterId}` },
  ...(board.subQuery === undefined ? {} : { subQuery: { query: board.subQuery } }),
  columnConfig: {
    columns: board.columns.map(({ name, statusIds, min, max }) => ({
      name,
      statuses: statusIds.map((id) => ({ id, self: `${view.baseUrl}/rest/api/2/status/${id}` })),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    })),
    constraintType: board.constraint,
  },
  ...(board.type === 'scrum'
    ? { estimation: { type: 'field', field: { fieldId: 'customfield_10107', displayName: 'Story Points' } } }
    : {}),
  ranking: { rankCustomFieldId: 10_106 },
})

/** Cloud writes times in UTC, Data Center with an offset that has a colon. */
const timeIn = ({ isCloud }: AgileForm, time: number): string =>
  isCloud ? new Date(time).toISOString() : sprintTime(time)

export const sprintJson = (view: View, form: AgileForm, sprint: SandboxSprint): Json => {
  const at = (name: string, time: number | null): Json => (time === null ? {} : { [name]: timeIn(form, time) })
  return {
    id: sprint.id,
    self: `${root(view)}/sprint/${sprint.id}`,
    state: sprint.state.toLowerCase(),
    name: sprint.name,
    ...at('startDate', sprint.start),
    ...at('endDate', sprint.end),
    ...at('completeDate', sprint.completed),
    ...(form.isCloud ? {} : at('activatedDate', sprint.activated)),
    originBoardId: sprint.boardId,
    goal: sprint.goal,
    ...(form.isCloud ? {} : { synced: false, autoStartStop: false }),
  }
}

export const epicJson = (view: View, issue: SandboxIssue): Json => ({
  id: issue.id,
  key: issue.key,
  self: `${root(view)}/epic/${issue.id}`,
  name: String(issue.custom.get('customfield_10104') ?? issue.summary),
  summary: issue.summary,
  color: { key: issue.epic?.colour ?? 'color_1' },
  done: issue.epic?.done ?? false,
})

const ownFields = ['sprint', 'closedSprints', 'flagged', 'epic'] as const

const ownValues = (exchange: Exchange, form: AgileForm, issue: SandboxIssue): Json => {
  const { world } = exchange
  const closed = closedSprints(world, issue)
  const open = openSprintOf(world, issue)
  const epicKey = issue.custom.get('customfield_10102')
  const epic = typeof epicKey === 'string' ? world.findIssue(epicKey) : undefined
  return {
    sprint: open === undefined ? null : sprintJson(exchange, form, open),
    closedSprints: world.sprints
      .filter(({ id }) => closed.includes(String(id)))
      .map((sprint) => sprintJson(exchange, form, sprint)),
    flagged: issue.custom.has('customfield_10222'),
    epic: epic === undefined ? null : epicJson(exchange, epic),
  }
}

/** An issue as boards show it: with its sprints, its flag and its epic besides. */
export const agileIssueJson = (
  exchange: Exchange,
  form: AgileForm,
  issue: SandboxIssue,
  asked: readonly string[],
  expand: readonly string[],
): Json => {
  const shown = issueJson(exchange, issue, selectFields(asked, '*navigable'), expand)
  const isWhole = asked.length === 0 || asked.some((word) => word.startsWith('*'))
  const own = Object.entries(ownValues(exchange, form, issue)).filter(
    ([name]) => (isWhole || asked.includes(name)) && ownFields.some((field) => field === name),
  )
  return {
    ...shown,
    self: `${root(exchange)}/issue/${issue.id}`,
    fields: { ...(shown['fields'] as Json), ...Object.fromEntries(own) },
  }
}
