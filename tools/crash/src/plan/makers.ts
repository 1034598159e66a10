import type { FieldSchema, FieldValue, IssueKey, Named } from '@mmd/jira-api/model'
import type { FieldChange, Operation } from '@mmd/replica'
import type { Random } from '../random.ts'
import type { Deployment } from '../site.ts'
import type { Stock, StockIssue } from './stock.ts'
import { type NextToken, storedText } from './texts.ts'

/** What an operation is made of. */
export interface Making {
  readonly random: Random
  readonly next: NextToken
  readonly stock: Stock
  readonly deployment: Deployment
  readonly me: { readonly id: string; readonly name: string; readonly active: boolean }
  readonly issue: StockIssue
  /** Where the workflow of an issue stands when everything before has been done; absent: nobody can tell any more. */
  readonly statuses: Map<IssueKey, string>
  /** Pairs and labels that were used up. */
  readonly used: Set<string>
  /** Writes a file to attach and gives its path. */
  readonly writeFile: (name: string, content: string) => string
}

/** Makes one operation; undefined: not on this issue, or there is nothing left to do it with. */
export type Maker = (making: Making) => Operation | undefined

const text = ({ deployment }: Making, token: string): ReturnType<typeof storedText> => storedText(deployment, token)

const schema = (type: string, system: string): FieldSchema => ({ type, items: null, system, custom: null })

const fieldChanges: readonly ((making: Making) => FieldChange)[] = [
  ({ next }) => change('summary', 'Summary', schema('string', 'summary'), { kind: 'text', text: next('summary') }),
  ({ random, stock }) =>
    change('priority', 'Priority', schema('priority', 'priority'), {
      kind: 'named',
      value: random.pick(stock.priorities),
    }),
  ({ random }) =>
    change('duedate', 'Due', schema('date', 'duedate'), {
      kind: 'date',
      date: `2027-0${random.between(1, 9)}-${random.between(10, 28)}`,
    }),
  (making) =>
    change('description', 'Description', schema('string', 'description'), {
      kind: 'rich-text',
      text: text(making, making.next('description')),
    }),
]

const change = (id: string, name: string, schema: FieldSchema, value: FieldValue): FieldChange => ({
  id,
  name,
  schema,
  value,
})

const setFields: Maker = (making) => {
  const { random, issue } = making
  const chosen = random.chance(0.7) ? [random.pick(fieldChanges)] : fieldChanges.slice(0, 2)
  return { kind: 'set-fields', key: issue.detail.key, changes: chosen.map((make) => make(making)) }
}

const assign: Maker = ({ random, issue, stock }) => ({
  kind: 'assign',
  key: issue.detail.key,
  assignee: random.chance(0.2) ? null : random.pick(stock.people),
})

/** By status id: a step to go from there; the workflow of the sandbox's project PAY. */
const steps: Readonly<Record<string, { readonly id: string; readonly name: string; readonly to: string }>> = {
  '1': { id: '11', name: 'Start progress', to: '3' },
  '3': { id: '51', name: "Won't do", to: '10004' },
  '10004': { id: '61', name: 'Reopen', to: '1' },
}

const statuses: Readonly<
  Record<string, { readonly name: string; readonly category: 'new' | 'indeterminate' | 'done' }>
> = {
  '1': { name: 'Open', category: 'new' },
  '3': { name: 'In Progress', category: 'indeterminate' },
  '10004': { name: "Won't Do", category: 'done' },
}

const transition: Maker = ({ random, issue, stock, statuses: known }) => {
  const { key } = issue.detail
  const from = known.get(key)
  const step = from === undefined ? undefined : steps[from]
  if (step === undefined || issue === stock.quiet) return undefined
  known.set(key, step.to)
  const to = { id: step.to, name: '', category: 'unknown', ...statuses[step.to] } as const
  const resolution = random.pick(stock.resolutions)
  return {
    kind: 'transition',
    key,
    transition: { id: step.id, name: step.name, to },
    fields: step.to === '10004' ? { resolution: { id: resolution.id } } : {},
    ...(step.to === '10004' ? { resolution } : {}),
    ...(step.to === '1' ? { resolution: null } : {}),
  }
}

const labels: Maker = ({ random, issue, next }) => {
  const { key, labels: there } = issue.detail
  const isRemoving = there.length > 0 && random.chance(0.3)
  return { kind: 'labels', key, add: [next('label')], remove: isRemoving ? [random.pick(there)] : [] }
}

const members: Maker = ({ random, issue, stock }) => {
  const { key } = issue.detail
  const field = random.pick(['components', 'fixVersions'] as const)
  const all: readonly Named[] = field === 'components' ? stock.project.components : stock.project.versions
  const [add, remove] = [random.pick(all), random.pick(all)].map(({ id, name }) => ({ id, name }))
  if (add === undefined || remove === undefined) return undefined
  return { kind: 'members', key, field, add: [add], remove: remove.id === add.id ? [] : [remove] }
}

const addComment: Maker = (making) => {
  const typed = making.next('comment')
  return { kind: 'add-comment', key: making.issue.detail.key, body: text(making, typed), typed, author: making.me }
}

const editComment: Maker = (making) => {
  const [comment] = making.issue.comments
  const typed = making.next('comment')
  if (comment === undefined) return undefined
  return { kind: 'edit-comment', key: making.issue.detail.key, id: comment.id, body: text(making, typed), typed }
}

const deleteComment: Maker = ({ issue }) => {
  const comment = issue.comments.pop()
  return comment && { kind: 'delete-comment', key: issue.detail.key, id: comment.id }
}

const addWorklog: Maker = (making) => ({
  kind: 'add-worklog',
  key: making.issue.detail.key,
  seconds: making.random.between(1, 100) * 60,
  started: '2026-11-20T09:00:00.000Z',
  comment: text(making, making.next('work')),
  remaining: making.random.pick(['auto', 'leave'] as const),
  author: making.me,
})

const editWorklog: Maker = (making) => {
  const [worklog] = making.issue.worklogs
  if (worklog === undefined) return undefined
  const comment = text(making, making.next('work'))
  const seconds = making.random.between(101, 200) * 60
  return { kind: 'edit-worklog', key: making.issue.detail.key, id: worklog.id, seconds, comment, remaining: 'leave' }
}

const deleteWorklog: Maker = ({ issue }) => {
  const worklog = issue.worklogs.pop()
  return worklog && { kind: 'delete-worklog', key: issue.detail.key, id: worklog.id, remaining: 'leave' }
}

const link: Maker = ({ random, issue, stock, used }) => {
  const [type, other] = [random.pick(stock.linkTypes), random.pick(stock.others)]
  const pair = `${issue.detail.key} ${type.id} ${other}`
  // The same link once more is the one that is there.
  if (used.has(pair) || issue.detail.links.some(({ key }) => key === other)) return undefined
  used.add(pair)
  return { kind: 'link', key: issue.detail.key, type, outward: random.chance(0.5), other, otherSummary: 'Another' }
}

const unlink: Maker = ({ issue }) => {
  const link = issue.links.pop()
  return link && { kind: 'unlink', key: issue.detail.key, link }
}

const putRemoteLink: Maker = ({ issue, next }) => {
  const globalId = next('page')
  const object = { url: 'https://wiki.acme.example/2', title: globalId }
  return { kind: 'put-remote-link', key: issue.detail.key, link: { globalId, object } }
}

const deleteRemoteLink: Maker = ({ issue }) => {
  const link = issue.remoteLinks.pop()
  return link && { kind: 'delete-remote-link', key: issue.detail.key, link }
}

const attach: Maker = ({ issue, next, me, writeFile }) => {
  const name = `${next('file')}.txt`
  const path = writeFile(name, `${name}\n`)
  const file = { path, name, size: name.length + 1, mimeType: 'text/plain' }
  return { kind: 'attach', key: issue.detail.key, file, author: me }
}

const deleteAttachment: Maker = ({ issue }) => {
  const attachment = issue.attachments.pop()
  return attachment && { kind: 'delete-attachment', key: issue.detail.key, attachment }
}

const watch: Maker = ({ random, issue, stock }) => ({
  kind: 'watch',
  key: issue.detail.key,
  isWatching: random.chance(0.6),
  user: random.chance(0.5) ? null : random.pick(stock.people),
})

const vote: Maker = ({ random, issue, stock }) =>
  issue === stock.quiet ? { kind: 'vote', key: issue.detail.key, isFor: random.chance(0.6) } : undefined

const rank: Maker = ({ random, issue, stock }) => {
  const other = random.pick(stock.others)
  const place = random.chance(0.5) ? { before: other } : { after: other }
  return { kind: 'rank', key: issue.detail.key, place }
}

const sprint: Maker = ({ random, issue, stock }) => ({
  kind: 'sprint',
  key: issue.detail.key,
  to: random.chance(0.3) ? null : random.pick(stock.sprints),
  fieldId: 'customfield_10101',
})

/** Everything that can be done to an issue that is there; comments come more often, as they do. */
export const makers: readonly Maker[] = [
  setFields,
  setFields,
  assign,
  transition,
  transition,
  labels,
  members,
  addComment,
  addComment,
  addComment,
  editComment,
  deleteComment,
  addWorklog,
  addWorklog,
  editWorklog,
  deleteWorklog,
  link,
  unlink,
  putRemoteLink,
  deleteRemoteLink,
  attach,
  deleteAttachment,
  watch,
  vote,
  rank,
  sprint,
]

/** Those that a second process may do beside the first without either of them standing in the other's way. */
export const makersBeside: readonly Maker[] = [addComment, addWorklog, labels, putRemoteLink, attach]
