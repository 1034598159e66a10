import type { OperationKindName } from '@mmd/replica'

const others: Partial<Readonly<Record<OperationKindName, string>>> = {
  'set-fields': 'edit',
  labels: 'edit',
  members: 'edit',
  'add-comment': 'comment',
  'add-worklog': 'worklog',
  'put-remote-link': 'link',
  'delete-remote-link': 'unlink',
}

/** What an operation is called in JSON, as by the command that makes it. */
export const actionOf = (kind: OperationKindName): string => others[kind] ?? kind
