import { availableTransitions } from '../workflow/workflow.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import type { View } from './view.ts'

type Json = Readonly<Record<string, unknown>>

interface Button {
  readonly id: string
  readonly label: string
  readonly permission: string
  /** Below the base URL; `ID` stands for the issue's. */
  readonly href: string
  readonly icon: string
}

const buttons: readonly (readonly Button[])[] = [
  [
    {
      id: 'edit-issue',
      label: 'Edit',
      permission: 'EDIT_ISSUES',
      href: 'secure/EditIssue!default.jspa?id=ID',
      icon: 'edit',
    },
  ],
  [
    {
      id: 'comment-issue',
      label: 'Comment',
      permission: 'ADD_COMMENTS',
      href: 'secure/AddComment!default.jspa?id=ID',
      icon: 'comment',
    },
  ],
  [
    {
      id: 'assign-issue',
      label: 'Assign',
      permission: 'ASSIGN_ISSUES',
      href: 'secure/AssignIssue!default.jspa?id=ID',
      icon: '',
    },
    {
      id: 'log-work',
      label: 'Log work',
      permission: 'WORK_ON_ISSUES',
      href: 'secure/CreateWorklog!default.jspa?id=ID',
      icon: '',
    },
    {
      id: 'link-issue',
      label: 'Link',
      permission: 'LINK_ISSUES',
      href: 'secure/LinkJiraIssue!default.jspa?id=ID',
      icon: '',
    },
    {
      id: 'delete-issue',
      label: 'Delete',
      permission: 'DELETE_ISSUES',
      href: 'secure/DeleteIssue!default.jspa?id=ID',
      icon: '',
    },
  ],
]

const linkJson = (view: View, issue: SandboxIssue, { id, label, href, icon }: Button, weight: number): Json => ({
  id,
  styleClass: 'issueaction',
  ...(icon !== '' && { iconClass: `aui-icon aui-icon-small icon-${icon}` }),
  label,
  title: label,
  href: `${view.baseUrl}/${href.replace('ID', String(issue.id))}`,
  weight,
})

/** The buttons above an issue that the caller has, in groups as the page shows them; an archived issue has none. */
export const operationsJson = (view: View, issue: SandboxIssue): Json => {
  const { world, user } = view
  const project = world.findProject(issue.projectKey)
  const allowed = project === undefined || issue.archived ? new Set<string>() : permissionsIn(world, user, project)
  const transitions = issue.archived ? [] : availableTransitions(world, issue, user)
  const groups = buttons.map((row, index) => ({
    id: ['edit', 'comment', 'operations'][index],
    weight: 10 * (index + 1),
    links: row.flatMap((button, at) =>
      allowed.has(button.permission) ? [linkJson(view, issue, button, 10 * (at + 1))] : [],
    ),
    groups: [],
  }))
  const workflow = {
    id: 'transitions',
    header: { id: 'opsbar-transitions_more', label: 'Workflow', title: 'Workflow', weight: 40 },
    weight: 40,
    links: transitions.map(({ id, name }, at) =>
      linkJson(
        view,
        issue,
        {
          id: `action_id_${id}`,
          label: name,
          permission: '',
          href: `secure/WorkflowUIDispatcher.jspa?id=ID&action=${id}`,
          icon: '',
        },
        10 * (at + 1),
      ),
    ),
    groups: [],
  }
  return {
    linkGroups: [{ id: 'view.issue.opsbar', weight: 10, links: [], groups: [...groups, workflow] }],
  }
}
