import type { Attachment, Comment, IssueKey, IssueLink, RemoteLink, Worklog } from '@mmd/jira-api'
import type { SectionName } from '../../state/issue-screen.ts'

/** Something in an issue that the cursor can be on. The part of the id before the slash is the kind. */
export type IssueItem =
  | { readonly id: string; readonly kind: 'issue'; readonly key: IssueKey; readonly link: IssueLink | null }
  | { readonly id: string; readonly kind: 'web'; readonly url: string; readonly remote: RemoteLink | null }
  | { readonly id: string; readonly kind: 'file'; readonly attachment: Attachment }
  | { readonly id: string; readonly kind: 'comment'; readonly comment: Comment }
  | { readonly id: string; readonly kind: 'worklog'; readonly worklog: Worklog }
  | { readonly id: string; readonly kind: 'section'; readonly section: SectionName }

export const itemKind = (id: string): string => id.slice(0, Math.max(0, id.indexOf('/')))

export const parentItem = (key: IssueKey): IssueItem => ({ id: `issue/parent ${key}`, kind: 'issue', key, link: null })

/** The issue that a custom field names, such as an epic. */
export const fieldItem = (field: string, key: IssueKey): IssueItem => ({
  id: `issue/field ${field}`,
  kind: 'issue',
  key,
  link: null,
})

export const subtaskItem = (key: IssueKey): IssueItem => ({
  id: `issue/subtask ${key}`,
  kind: 'issue',
  key,
  link: null,
})

export const linkItem = (link: IssueLink): IssueItem => ({ id: `issue/${link.id}`, kind: 'issue', key: link.key, link })

export const remoteItem = (remote: RemoteLink): IssueItem => ({
  id: `web/${remote.id}`,
  kind: 'web',
  url: remote.url,
  remote,
})

export const webItem = (id: string, url: string): IssueItem => ({ id: `web/${id}`, kind: 'web', url, remote: null })

export const fileItem = (attachment: Attachment): IssueItem => ({
  id: `file/${attachment.id}`,
  kind: 'file',
  attachment,
})

export const commentItem = (comment: Comment): IssueItem => ({ id: `comment/${comment.id}`, kind: 'comment', comment })

export const worklogItem = (worklog: Worklog): IssueItem => ({ id: `worklog/${worklog.id}`, kind: 'worklog', worklog })

export const sectionItem = (section: SectionName): IssueItem => ({ id: `section/${section}`, kind: 'section', section })
