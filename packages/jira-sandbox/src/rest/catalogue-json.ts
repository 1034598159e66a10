import {
  type IssueType,
  issueTypeById,
  type Priority,
  type Resolution,
  type Status,
  type StatusCategory,
  statusById,
  statusCategories,
} from '../world/catalogue.ts'
import type { ProjectPart, SandboxProject, SandboxVersion } from '../world/world.ts'
import { avatarUrls, type View } from './view.ts'

type Json = Readonly<Record<string, unknown>>

const self = ({ baseUrl }: View, resource: string, id: string | number): string =>
  `${baseUrl}/rest/api/2/${resource}/${id}`

export const categoryJson = (view: View, category: StatusCategory): Json => ({
  self: self(view, 'statuscategory', category.id),
  ...category,
})

export const statusJson = (view: View, status: Status): Json => {
  const category = statusCategories.find(({ key }) => key === status.categoryKey)
  return {
    self: self(view, 'status', status.id),
    description: status.description,
    iconUrl: `${view.baseUrl}/${status.icon}`,
    name: status.name,
    id: status.id,
    ...(category !== undefined && { statusCategory: categoryJson(view, category) }),
  }
}

export const priorityIcon = ({ baseUrl }: View, { name }: Priority): string =>
  `${baseUrl}/images/icons/priorities/${name.toLowerCase()}.svg`

/** A priority inside of an issue: shorter than in `GET /priority`. */
export const priorityRef = (view: View, priority: Priority): Json => ({
  self: self(view, 'priority', priority.id),
  iconUrl: priorityIcon(view, priority),
  name: priority.name,
  id: priority.id,
})

export const priorityJson = (view: View, priority: Priority): Json => ({
  self: self(view, 'priority', priority.id),
  statusColor: priority.statusColor,
  description: priority.description,
  iconUrl: priorityIcon(view, priority),
  name: priority.name,
  id: priority.id,
})

export const resolutionJson = (view: View, { id, description, name }: Resolution): Json => ({
  self: self(view, 'resolution', id),
  id,
  description,
  name,
})

export const issueTypeJson = (view: View, { icon, ...type }: IssueType): Json => ({
  self: self(view, 'issuetype', type.id),
  id: type.id,
  description: type.description,
  iconUrl: `${view.baseUrl}/${icon}`,
  name: type.name,
  subtask: type.subtask,
  ...(type.avatarId !== undefined && { avatarId: type.avatarId }),
})

export const projectRef = (view: View, project: SandboxProject): Json => ({
  self: self(view, 'project', project.id),
  id: project.id,
  key: project.key,
  name: project.name,
  projectTypeKey: project.typeKey,
  avatarUrls: avatarUrls(view, 'secure/projectavatar', 'avatarId=10324'),
})

export const componentJson = (view: View, { id, name }: ProjectPart): Json => ({
  self: self(view, 'component', id),
  id,
  name,
})

export const versionJson = (view: View, version: SandboxVersion): Json => ({
  self: self(view, 'version', version.id),
  ...version,
})

/** The JSON of a status by id. */
export const statusJsonById = (view: View, id: string): Json => statusJson(view, statusById(id))
/** The JSON of an issue type by id. */
export const issueTypeJsonById = (view: View, id: string): Json => issueTypeJson(view, issueTypeById(id))
