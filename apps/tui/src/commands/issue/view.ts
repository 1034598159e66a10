import { layout, parseWiki } from '@mmd/rich-text'
import { AppError } from '../../config/app-error.ts'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Output } from '../output/output.ts'
import { columnNames } from './issue-columns.ts'
import { type IssueDetailJson, type PersonJson, toIssueDetailJson } from './issue-json.ts'
import { parseKey } from './parse-key.ts'

export interface IssueViewOptions {
  readonly comments?: number | 'all'
  readonly raw?: boolean
  readonly fields?: readonly string[]
}

/** `issue view KEY`: one request. JSON has every comment unless told otherwise, people see the newest five. */
export const runIssueView = async (context: CommandContext, text: string, options: IssueViewOptions): CommandResult => {
  const { output, signal } = context
  const key = parseKey(text)
  const fields = options.fields === undefined ? undefined : parseFields(options.fields)
  const { client, origin } = await connect(context)
  const detail = await client.issue(key, { signal })
  const comments = options.comments ?? (output.json ? 'all' : 5)
  const issue = toIssueDetailJson(detail, origin, comments === 'all' ? Number.POSITIVE_INFINITY : comments)
  const chosen = fields === undefined ? undefined : Object.fromEntries(fields.map((field) => [field, issue[field]]))
  if (output.json) output.value(chosen ?? issue)
  else if (chosen === undefined) printIssue(output, issue, toRenderer(output, options.raw === true))
  else for (const [name, value] of Object.entries(chosen)) output.line(`${name}: ${toText(value)}`)
  return undefined
}

const fieldNames = [
  ...columnNames,
  'description',
  'comments',
  'commentTotal',
  'links',
  'subtasks',
  'attachments',
  'worklogs',
  'fields',
] as const satisfies readonly (keyof IssueDetailJson)[]

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
type Renderer = (text: string) => string

const toRenderer = (output: Output, raw: boolean): Renderer => {
  if (raw) return (text) => text
  const width = Math.min(output.width ?? 100, 100)
  return (text) =>
    layout(parseWiki(text), width)
      .map((line) =>
        line
          .map((span) => span.text)
          .join('')
          .trimEnd(),
      )
      .join('\n')
}

const printIssue = (output: Output, issue: IssueDetailJson, render: Renderer): void => {
  const { paint } = output
  output.line(`${paint('bold', issue.key)}  ${issue.summary}`)
  output.line(paint('dim', issue.url))
  output.line('')
  for (const [label, value] of headerOf(issue)) {
    if (value !== '') output.line(`${paint('dim', label.padEnd(12))}${value}`)
  }
  section(output, 'Description', issue.description === null ? [] : [render(issue.description)])
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
  section(
    output,
    'Attachments',
    issue.attachments.map((file) => `${file.filename}  ${file.size} bytes`),
  )
  printComments(output, issue, render)
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

const printComments = (output: Output, issue: IssueDetailJson, render: Renderer): void => {
  const left = issue.commentTotal - issue.comments.length
  const title = left > 0 ? `Comments (${left} older: --comments all)` : 'Comments'
  section(
    output,
    title,
    issue.comments.map(({ author, created, body }) =>
      [output.paint('dim', `${nameOf(author, 'somebody')}, ${created ?? ''}`), render(body)].join('\n'),
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
