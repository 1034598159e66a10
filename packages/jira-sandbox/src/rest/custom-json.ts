import { dataTypes } from '../dev-status/detail-json.ts'
import { summaryJson } from '../dev-status/summary-json.ts'
import { usualDevelopment } from '../dev-status/switches.ts'
import { agreementJson } from '../service-desk/desk-times.ts'
import type { SandboxSprint } from '../world/agile.ts'
import type { CustomField, FieldOption } from '../world/custom-fields.ts'
import { developmentOf } from '../world/development.ts'
import { agreementsOn } from '../world/sla.ts'
import { teams } from '../world/teams.ts'
import type { SandboxIssue } from '../world/world.ts'
import { projectRef, versionJson } from './catalogue-json.ts'
import { requestFieldJson } from './request-type.ts'
import { personJson } from './user-json.ts'
import { formatTime, type View } from './view.ts'

type Json = Readonly<Record<string, unknown>>

export const optionJson = ({ baseUrl }: View, { id, value }: FieldOption): Json => ({
  self: `${baseUrl}/rest/api/2/customFieldOption/${id}`,
  value,
  id,
})

const offsetMs = 3_600_000

/** `2026-11-22T10:00:00.000+01:00`, as the agile resources write times. */
export const sprintTime = (time: number): string => new Date(time + offsetMs).toISOString().replace('Z', '+01:00')

// Java's Object.toString of an app's class, as v2 still gives it.
const sprintText = (sprint: SandboxSprint): string => {
  const { id, boardId, state, name, goal, start, end, completed, activated } = sprint
  const at = (time: number | null): string => (time === null ? '<null>' : sprintTime(time))
  return `com.atlassian.greenhopper.service.sprint.Sprint@${(id * 7919).toString(16)}[id=${id},rapidViewId=${boardId},state=${state},name=${name},startDate=${at(start)},endDate=${at(end)},completeDate=${at(completed)},activatedDate=${at(activated)},sequence=${id},goal=${goal},autoStartStop=false,synced=false]`
}

/** The value of the Development field: a debug text of several KB, also for issues without development. */
export const developmentBlob = (issue: SandboxIssue): string => {
  const hash = (salt: number): string => ((issue.id * 2_654_435_761 + salt * 40_503) % 4_294_967_296).toString(16)
  const { summary } = summaryJson(developmentOf(issue), { isCloud: false }, usualDevelopment)
  const items = dataTypes.map(
    (name, index) =>
      `${name}=com.atlassian.jira.plugin.devstatus.rest.SummaryItemBean@${hash(index)}[overall=com.atlassian.jira.plugin.devstatus.summary.beans.OverallBean@${hash(index + 9)}[count=${String(summary[name].overall['count'])},lastUpdated=<null>,lastUpdatedTimestamp=<null>],byInstanceType={}]`,
  )
  const cached = JSON.stringify({ cachedValue: { errors: [], configErrors: [], summary }, isStale: false })
  return `{summaryBean=com.atlassian.jira.plugin.devstatus.rest.SummaryBean@${hash(99)}[summary={${items.join(', ')}},errors=[],configErrors=[]], devSummaryJson=${cached}}`
}

const cascadingJson = (view: View, field: CustomField, [parentId, childId]: readonly string[]): Json | null => {
  const parent = field.options?.find(({ id }) => id === parentId)
  if (parent === undefined) return null
  const child = parent.children?.find(({ id }) => id === childId)
  return { ...optionJson(view, parent), ...(child !== undefined && { child: optionJson(view, child) }) }
}

/** A group, as fields and people name it. */
export const groupJson = ({ baseUrl }: View, name: string): Json => ({
  name,
  self: `${baseUrl}/rest/api/2/group?groupname=${encodeURIComponent(name)}`,
})

const versionsOf = (view: View, { projectKey }: SandboxIssue, ids: readonly string[]): readonly Json[] =>
  (view.world.findProject(projectKey)?.versions ?? [])
    .filter(({ id }) => ids.includes(id))
    .map((version) => versionJson(view, version))

const slaJson = ({ baseUrl, now }: View, field: CustomField, issue: SandboxIssue): Json | null => {
  const agreement = agreementsOn(issue, now ?? issue.updated).find(({ fieldId }) => fieldId === field.id)
  return agreement === undefined
    ? null
    : agreementJson(agreement, `${baseUrl}/rest/servicedeskapi/request/${issue.id}/sla/${agreement.id}`)
}

/** What a custom field of an issue holds, as v2 shows it; null: nothing. */
export const customJson = (view: View, field: CustomField, issue: SandboxIssue): unknown => {
  if (field.number === 10_000) return developmentBlob(issue)
  if (field.kind === 'sla') return slaJson(view, field, issue)
  if (field.kind === 'request-type') return requestFieldJson(view, issue)
  const value = issue.custom.get(field.id)
  if (value === undefined) return null
  const list = typeof value === 'object' ? value : [String(value)]
  switch (field.kind) {
    case 'select': {
      const option = field.options?.find(({ id }) => id === value)
      return option === undefined ? null : optionJson(view, option)
    }
    case 'multiselect':
      return field.options?.filter(({ id }) => list.includes(id)).map((option) => optionJson(view, option)) ?? null
    case 'cascading':
      return cascadingJson(view, field, list)
    case 'user':
      return personJson(view, String(value))
    case 'datetime':
      return formatTime(Number(value))
    case 'sprint':
      return list.flatMap((id) => view.world.sprints.filter((sprint) => String(sprint.id) === id).map(sprintText))
    case 'multiuser':
      return list.map((key) => personJson(view, key))
    case 'group':
      return groupJson(view, String(value))
    case 'multigroup':
      return list.map((name) => groupJson(view, name))
    case 'version':
      return versionsOf(view, issue, list)[0] ?? null
    case 'multiversion':
      return versionsOf(view, issue, list)
    case 'project': {
      const project = view.world.findProject(String(value))
      return project === undefined ? null : projectRef(view, project)
    }
    case 'team': {
      const team = teams.find(({ id }) => String(id) === value)
      return team === undefined ? null : { ...team, isShared: true }
    }
    case 'text':
    case 'textarea':
    case 'url':
    case 'date':
    case 'labels':
    case 'number':
    case 'epic-link':
    case 'parent-link':
    case 'opaque':
      return value
  }
}
