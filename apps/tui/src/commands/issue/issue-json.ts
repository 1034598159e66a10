import type { Issue, IssueDetail } from '@mmd/jira-api/model'
import { toFieldsJson } from './field-json.ts'
import { type PersonJson, toPersonJson } from './person-json.ts'
import { type TextJson, toTextJson } from './text-json.ts'

/** An issue in JSON; the keys are part of the contract. Absent is null. */
export interface IssueJson {
  readonly site: string
  readonly key: string
  readonly id: string
  readonly url: string
  readonly project: string
  readonly type: string
  readonly summary: string
  readonly status: string
  readonly statusCategory: 'new' | 'indeterminate' | 'done' | null
  readonly priority: string | null
  readonly resolution: string | null
  readonly assignee: PersonJson | null
  readonly reporter: PersonJson | null
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly fixVersions: readonly string[]
  readonly parent: string | null
  readonly sprint: string | null
  readonly created: string | null
  readonly updated: string | null
  readonly due: string | null
}

export interface IssueDetailJson extends IssueJson {
  /** As the site keeps it: wiki markup, or a document. */
  readonly description: TextJson | null
  readonly comments: readonly {
    readonly id: string
    readonly author: PersonJson | null
    readonly body: TextJson | null
    readonly created: string | null
    readonly updated: string | null
    readonly visibility: string | null
    /** A note of a service desk that customers do not see; null: the site did not say. */
    readonly internal: boolean | null
  }[]
  readonly commentTotal: number
  readonly links: readonly {
    readonly id: string
    readonly relation: string
    readonly key: string
    readonly summary: string
    readonly status: string | null
  }[]
  readonly subtasks: readonly { readonly key: string; readonly summary: string; readonly status: string | null }[]
  readonly attachments: readonly {
    readonly id: string
    readonly filename: string
    readonly author: PersonJson | null
    readonly created: string | null
    readonly size: number
    readonly mimeType: string
  }[]
  readonly worklogs: readonly {
    readonly id: string
    readonly author: PersonJson | null
    readonly started: string | null
    readonly seconds: number
    readonly comment: TextJson | null
  }[]
  /** More of them may be at the site than came along. */
  readonly worklogTotal: number
  /** Custom ones by id, and by name where no other has it. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Where an issue comes from. */
export interface IssueOrigin {
  readonly site: string
  /** Address of the issue for a browser. */
  readonly url: (key: string) => string
}

/** One row of a list as JSON. */
export const toIssueJson = (issue: Issue, origin: IssueOrigin): IssueJson => ({
  site: origin.site,
  key: issue.key,
  id: issue.id,
  url: origin.url(issue.key),
  project: issue.project.key,
  type: issue.type.name,
  summary: issue.summary,
  status: issue.status.name,
  statusCategory: issue.status.category === 'unknown' ? null : issue.status.category,
  priority: issue.priority?.name ?? null,
  resolution: issue.resolution?.name ?? null,
  assignee: toPersonJson(issue.assignee),
  reporter: toPersonJson(issue.reporter),
  labels: [...issue.labels],
  components: issue.components.map(({ name }) => name),
  fixVersions: issue.fixVersions.map(({ name }) => name),
  parent: issue.parent?.key ?? null,
  // Which custom field holds the sprint is each site's own matter, and lists ask for it only where it is a column.
  sprint: sprintOf(issue),
  created: issue.created,
  updated: issue.updated,
  due: issue.due,
})

/** The sprint that it is in, else the last one. */
const sprintOf = ({ fields = [] }: Pick<Issue, 'fields'>): string | null => {
  const sprints = fields.flatMap(({ value }) => (value.kind === 'sprints' ? value.sprints : []))
  return (sprints.find(({ state }) => state === 'active') ?? sprints.at(-1))?.name ?? null
}

/** A whole issue as JSON, with its last `commentLimit` comments. */
export const toIssueDetailJson = (detail: IssueDetail, origin: IssueOrigin, commentLimit: number): IssueDetailJson => ({
  ...toIssueJson(detail, origin),
  description: toTextJson(detail.description),
  comments: lastOf(detail.comments, commentLimit).map(
    ({ id, author, body, created, updated, visibility, internal }) => ({
      id,
      author: toPersonJson(author),
      body: toTextJson(body),
      created,
      updated,
      visibility,
      internal,
    }),
  ),
  commentTotal: detail.commentTotal,
  links: detail.links.map(({ id, relation, key, summary, status }) => ({
    id,
    relation,
    key,
    summary,
    status: status?.name ?? null,
  })),
  subtasks: detail.subtasks.map(({ key, summary, status }) => ({ key, summary, status: status?.name ?? null })),
  attachments: detail.attachments.map(({ id, filename, author, created, size, mimeType }) => ({
    id,
    filename,
    author: toPersonJson(author),
    created,
    size,
    mimeType,
  })),
  worklogs: detail.worklogs.map(({ id, author, started, seconds, comment }) => ({
    id,
    author: toPersonJson(author),
    started,
    seconds,
    comment: toTextJson(comment),
  })),
  worklogTotal: detail.worklogTotal,
  fields: toFieldsJson(detail.fields),
})

/** The newest `count` of a list that is sorted from old to new. */
export const lastOf = <T>(items: readonly T[], count: number): readonly T[] =>
  items.slice(Math.max(0, items.length - count))
