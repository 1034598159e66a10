import type { Comment, IssueDetail } from '@mmd/jira-api/model'
import { layout, parseStored, type StoredText } from '@mmd/rich-text'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Output } from '../output/output.ts'
import { toValueText } from './field-json.ts'
import { columnNames } from './issue-columns.ts'
import { type IssueDetailJson, lastOf, toIssueDetailJson } from './issue-json.ts'
import { type Outside, type OutsideJson, outsideSections } from './outside.ts'
import { parseKey } from './parse-key.ts'
import type { PersonJson } from './person-json.ts'
import { toRawText } from './text-json.ts'

export interface IssueViewOptions {
  readonly comments?: number | 'all'
  readonly raw?: boolean
  readonly fields?: readonly string[]
}

/** `issue view KEY`: one request, one for the links to the outside, with `--comments all` one for who may read them. JSON has every comment unless told otherwise, people see the newest five. */
export const runIssueView = async (context: CommandContext, text: string, options: IssueViewOptions): CommandResult => {
  const { output } = context
  const key = parseKey(text)
  const fields = options.fields === undefined ? undefined : parseFields(options.fields)
  const isWanted = fields === undefined || fields.includes('pages') || fields.includes('remoteLinks')
  // Offline nothing of the network is loaded.
  const { origin, detail, outside, missing } =
    context.globals.offline === true
      ? await (await import('./view-copy.ts')).viewCopy(context, key)
      : await (await import('./view-site.ts')).viewSite(context, key, {
          outside: isWanted,
          readers: options.comments === 'all',
        })
  const comments = options.comments ?? (output.json ? 'all' : 5)
  const limit = comments === 'all' ? Number.POSITIVE_INFINITY : comments
  const { remoteLinks, pages } = outside
  const issue = { ...toIssueDetailJson(detail, origin, limit), remoteLinks, pages }
  const chosen = fields === undefined ? undefined : Object.fromEntries(fields.map((field) => [field, issue[field]]))
  const notInCopy = missing.filter((name) => fields === undefined || fields.some((field) => field === name))
  if (output.json) output.value({ ...(chosen ?? issue), ...(notInCopy.length === 0 ? {} : { notInCopy }) })
  else if (chosen === undefined)
    printIssue(output, { issue, detail, outside, limit }, toRenderer(output, detail, options.raw === true))
  else for (const [name, value] of Object.entries(chosen)) output.line(`${name}: ${toText(value)}`)
  if (!output.json && notInCopy.length > 0) output.note(`Not in the local copy: ${notInCopy.map(wordOf).join(', ')}`)
  return undefined
}

/** How what is missing is called: of custom fields some may be there. */
const wordOf = (name: keyof IssueViewJson): string =>
  name === 'fields' ? 'other custom fields' : name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** What is printed as JSON; the keys are part of the contract. */
type IssueViewJson = IssueDetailJson & OutsideJson

const fieldNames = [
  ...columnNames,
  'description',
  'comments',
  'commentTotal',
  'links',
  'subtasks',
  'attachments',
  'worklogs',
  'worklogTotal',
  'remoteLinks',
  'pages',
  'fields',
] as const satisfies readonly (keyof IssueViewJson)[]

type FieldName = (typeof fieldNames)[number]

const parseFields = (names: readonly string[]): readonly FieldName[] =>
  names.map((name) => {
    const field = fieldNames.find((one) => one.toLowerCase() === name.toLowerCase())
    if (field !== undefined) return field
    throw new AppError('usage', `There is no field “${name}”`, `There are: ${fieldNames.join(', ')}`)
  })

const toText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ')
  if (typeof value === 'object')
    return 'name' in value && typeof value.name === 'string' ? value.name : JSON.stringify(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Turns a text of the site into what is printed. */
type Renderer = (text: StoredText) => string

/** Data Center writes who is mentioned as a login: those on the issue are called by their names. */
const namesOn = ({ assignee, reporter, comments, worklogs }: IssueDetail): ReadonlyMap<string, string> =>
  new Map(
    [assignee, reporter, ...[...comments, ...worklogs].map(({ author }) => author)].flatMap((one) =>
      one === null ? [] : [[one.id, one.name] as const],
    ),
  )

const toRenderer = (output: Output, detail: IssueDetail, raw: boolean): Renderer => {
  if (raw) return toRawText
  const names = namesOn(detail)
  const nameOf = (user: string): string | undefined => names.get(user)
  const width = Math.min(output.width ?? 100, 100)
  return (text) =>
    layout(parseStored(text, { nameOf }), width)
      .map((line) =>
        line
          .map((span) => span.text)
          .join('')
          .trimEnd(),
      )
      .join('\n')
}

/** Cells of the longest of the built-in names, and two between. */
const labelWidth = 'Fix versions  '.length

/** What is printed: the facts as JSON has them, the texts as the site keeps them. */
interface Shown {
  readonly issue: IssueViewJson
  readonly detail: IssueDetail
  readonly outside: Outside
  readonly limit: number
}

const printIssue = (output: Output, { issue, detail, outside, limit }: Shown, render: Renderer): void => {
  const { paint } = output
  output.line(`${paint('bold', issue.key)}  ${issue.summary}`)
  output.line(paint('dim', issue.url))
  output.line('')
  for (const [label, value] of headerOf(issue)) {
    if (value !== '') output.line(`${paint('dim', label.padEnd(labelWidth))}${value}`)
  }
  printFields(output, detail)
  section(output, 'Description', detail.description === null ? [] : [render(detail.description)])
  section(
    output,
    'Links',
    issue.links.map((link) => `${link.relation} ${link.key}  ${link.summary}`),
  )
  section(
    output,
    'Sub-tasks',
    issue.subtasks.map((task) => `${task.key}  ${task.status ?? ''}  ${task.summary}`),
  )
  for (const [title, lines] of outsideSections(output, outside)) section(output, title, lines)
  section(
    output,
    'Attachments',
    issue.attachments.map((file) => `${file.filename}  ${file.size} bytes`),
  )
  section(
    output,
    'Work',
    detail.worklogs.map(
      ({ author, started, seconds }) => `${author?.name ?? 'somebody'}  ${minutes(seconds)}  ${started ?? ''}`,
    ),
  )
  printComments(output, detail, limit, render)
}

const headerOf = (issue: IssueDetailJson): readonly (readonly [string, string])[] => [
  ['Status', issue.resolution === null ? issue.status : `${issue.status} (${issue.resolution})`],
  ['Type', issue.type],
  ['Priority', issue.priority ?? ''],
  ['Assignee', nameOf(issue.assignee, 'nobody')],
  ['Reporter', nameOf(issue.reporter, '')],
  ['Labels', issue.labels.join(', ')],
  ['Components', issue.components.join(', ')],
  ['Fix versions', issue.fixVersions.join(', ')],
  ['Parent', issue.parent ?? ''],
  ['Due', issue.due ?? ''],
  ['Created', issue.created ?? ''],
  ['Updated', issue.updated ?? ''],
]

const minutes = (seconds: number): string =>
  seconds < 3600
    ? `${Math.round(seconds / 60)} min`
    : `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`

/** Custom fields whose value is a line; those that only their app understands are left to the browser. */
const printFields = (output: Output, { fields }: IssueDetail): void => {
  for (const { name, value } of fields) {
    const text = value.kind === 'unknown' ? '' : toValueText(value)
    if (text !== '') output.line(`${output.paint('dim', `${name}  `.padEnd(labelWidth))}${text}`)
  }
}

/** Who may read a comment of a service desk; elsewhere everybody who sees the issue, as far as comments say. */
const readersOf = ({ internal }: Comment, { project }: IssueDetail): string => {
  if (internal === null) return project.serviceDesk === true ? ', perhaps internal' : ''
  return internal ? ', internal' : ''
}

const printComments = (output: Output, detail: IssueDetail, limit: number, render: Renderer): void => {
  const comments = lastOf(detail.comments, limit)
  const left = detail.commentTotal - comments.length
  const title = left > 0 ? `Comments (${left} older: --comments all)` : 'Comments'
  section(
    output,
    title,
    comments.map((comment) =>
      [
        output.paint(
          'dim',
          `${comment.author?.name ?? 'somebody'}, ${comment.created ?? ''}${readersOf(comment, detail)}`,
        ),
        render(comment.body),
      ].join('\n'),
    ),
  )
}

const section = (output: Output, title: string, parts: readonly string[]): void => {
  if (parts.length === 0) return
  output.line('')
  output.line(output.paint('bold', title))
  for (const part of parts) output.line(part)
}

const nameOf = (person: PersonJson | null, nobody: string): string => person?.name ?? nobody
