import { teamManagedWorkflow } from '../world/team-managed.ts'
import type { ScreenField, Transition, Workflow } from './workflow.ts'

const required = (fieldId: string): ScreenField => ({ fieldId, required: true })
const optional = (fieldId: string): ScreenField => ({ fieldId, required: false })

const resolveScreen: readonly ScreenField[] = [required('resolution'), optional('fixVersions'), optional('comment')]

const pay: readonly Transition[] = [
  { id: '11', name: 'Start progress', from: ['1', '10002'], to: '3' },
  { id: '12', name: 'Stop progress', from: ['3'], to: '1', condition: 'assignee-only' },
  {
    id: '21',
    name: 'Send to review',
    description: 'Hand it to somebody who has not written it.',
    from: ['3'],
    to: '10001',
    screen: [required('customfield_10203'), optional('comment')],
  },
  { id: '22', name: 'Back to work', from: ['10001'], to: '3', screen: [optional('comment')] },
  { id: '31', name: 'Done', from: ['3', '10001'], to: '10003', screen: resolveScreen },
  {
    id: '41',
    name: 'Needs info',
    description: 'Ask the reporter.',
    from: 'any',
    exceptFrom: ['10003', '10004'],
    to: '10002',
    screen: [required('customfield_10201'), optional('assignee'), optional('comment')],
  },
  { id: '42', name: 'Info provided', from: ['10002'], to: '1' },
  {
    id: '51',
    name: "Won't do",
    from: 'any',
    exceptFrom: ['10003'],
    to: '10004',
    condition: 'team-only',
    screen: [required('resolution'), optional('comment')],
  },
  { id: '61', name: 'Reopen', from: ['10003', '10004'], to: '1', reopens: true },
]

const ops: readonly Transition[] = [
  { id: '111', name: 'Select', from: ['10010'], to: '10011' },
  { id: '121', name: 'Start work', from: ['10010', '10011'], to: '3', screen: [optional('assignee')] },
  { id: '131', name: 'Watch the graphs', from: ['3'], to: '10012' },
  {
    id: '141',
    name: 'Hand over',
    description: 'Another person leads the incident from here.',
    from: ['3', '10012'],
    to: '3',
    condition: 'incident-only',
    screen: [required('customfield_10205'), optional('comment')],
  },
  {
    id: '151',
    name: 'Resolve',
    from: ['3', '10012'],
    to: '5',
    screen: [required('resolution'), required('customfield_10202'), optional('fixVersions'), optional('comment')],
  },
  { id: '161', name: 'Close', from: ['5'], to: '6' },
  { id: '171', name: 'Back to backlog', from: 'any', exceptFrom: ['6'], to: '10010', reopens: true },
]

const sup: readonly Transition[] = [
  { id: '211', name: 'Take it', from: ['10020', '10021'], to: '3' },
  { id: '221', name: 'Respond to customer', from: ['10020', '3', '10022'], to: '10021', screen: [optional('comment')] },
  { id: '231', name: 'Customer answered', from: ['10021'], to: '10020' },
  {
    id: '241',
    name: 'Escalate',
    from: ['10020', '3'],
    to: '10022',
    screen: [required('customfield_10208'), optional('priority'), optional('assignee'), optional('comment')],
  },
  {
    id: '251',
    name: 'Resolve',
    from: ['10020', '3', '10021', '10022'],
    to: '5',
    screen: [required('resolution'), optional('comment')],
  },
  { id: '261', name: 'Reopen', from: ['5'], to: '10020', reopens: true },
  { id: '271', name: 'Close', from: ['5'], to: '6' },
]

/** The workflows by project key. */
export const workflows: Readonly<Record<string, Workflow>> = {
  PAY: { transitions: pay, readOnlyStatuses: [] },
  OPS: { transitions: ops, readOnlyStatuses: ['6'] },
  SUP: { transitions: sup, readOnlyStatuses: ['6'] },
  LAB: teamManagedWorkflow,
}
