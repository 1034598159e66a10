import type { FieldMeta, FieldValue, IssueKey, IssueType, User } from '@mmd/jira-api/model'
import { userWire } from '@mmd/jira-api/model'
import { backPermissions, type CreateOperation, rightsOf } from '@mmd/replica'
import { allInOrder } from '../../all-in-order.ts'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { ask } from '../prompt.ts'
import { type Bench, valuePorts, whoIs } from './bench.ts'
import { chooseType } from './choose-type.ts'
import { toTypedValue, wireOf } from './fields/field-value.ts'
import { flagFor, type GivenField } from './fields/given-field.ts'
import { flagsById, givenFields, matchFields } from './fields/set-fields.ts'
import type { SetFlags } from './flags.ts'
import { inputText } from './input-text.ts'
import { aDay } from './lookup.ts'
import { parseKey } from './parse-key.ts'
import { writeOne } from './write-issues.ts'

export interface IssueCreateOptions extends SetFlags {
  readonly project?: string
}

/** `issue create`: what its screen requires is looked up first, so that a missing field is told by its flag. */
export const runIssueCreate = async (context: CommandContext, options: IssueCreateOptions): CommandResult => {
  const whole = await complete(context, options)
  return writeOne(context, 'create', (bench) => prepareCreate(bench, whole))
}

/** Everything that is asked for before the site is. */
interface Whole {
  readonly project: string
  readonly parent: IssueKey | undefined
  readonly given: readonly GivenField[]
  readonly type: string | undefined
  readonly assignee: string | undefined
  readonly raw: boolean | undefined
}

const complete = async (context: CommandContext, options: IssueCreateOptions): Promise<Whole> => {
  const { environment, signal } = context
  const parent = options.parent === undefined ? undefined : parseKey(options.parent)
  const project =
    options.project ??
    parent?.slice(0, parent.lastIndexOf('-')) ??
    (await ask(environment, { text: 'Project', flag: '--project KEY' }, signal))
  if (options.type === undefined && parent === undefined && !environment.isTerminal.stdin) {
    throw new AppError('usage', 'Missing: the type of issue', 'Give --type NAME, such as --type Task')
  }
  const summary = options.summary ?? (await ask(environment, { text: 'Summary', flag: '--summary TEXT' }, signal))
  const { description, type, assignee, raw } = options
  const text = description === undefined ? {} : { description: await inputText(context, description) }
  const given = givenFields({ ...options, summary, ...text }).filter(({ name }) => name !== 'issuetype')
  const wantedType =
    type ?? (parent === undefined ? await ask(environment, { text: 'Type', flag: '--type NAME' }, signal) : undefined)
  return { project: project.trim().toUpperCase(), parent, given, type: wantedType, assignee, raw }
}

/** What the form has by itself. */
const isSettled = (id: string): boolean => id === 'project' || id === 'issuetype'

const prepareCreate = async (bench: Bench, whole: Whole): Promise<CreateOperation> => {
  const { lookup, signal, copy } = bench
  const { project: name, parent, given, raw } = whole
  const project = await lookup.ask(`project:${name}`, (client) => client.project(name, { signal }), aDay)
  const types = await lookup.ask(`create-types:${name}`, (client) => client.creatableTypes(name, { signal }), aDay)
  const type = chooseType(types, whole.type, parent !== undefined)
  const query = { project: name, typeId: type.id }
  const fields = await lookup.ask(
    `create-fields:${name}/${type.id}`,
    (client) => client.createFields(query, { signal }),
    aDay,
  )
  const key = copy.newKey(project.key)
  const names = backPermissions
  // Only for what is said of the way back.
  await lookup
    .ask(rightsOf(key), (client) => client.permissions({ names, project: name }, { signal }), aDay)
    .catch(() => undefined)
  const matched = matchFields(fields, type.subtask ? given.filter((one) => one.name !== 'parent') : given)
  const person = await assigneeOf(bench, whole.assignee)
  refuseMissing(type, fields, [
    ...matched.filter(({ value }) => value.trim() !== '').map(({ field }) => field.id),
    ...(type.subtask ? ['parent'] : []),
    ...(person === undefined ? [] : ['assignee']),
  ])
  const typed = await allInOrder(
    matched
      .filter(({ value }) => value.trim() !== '')
      .map(async ({ field, value }) => ({ field, typed: await toTypedValue(field, value, valuePorts(bench, raw)) })),
  )
  const { deployment } = copy.site
  const values = new Map(typed.map(({ field, typed: { value } }) => [field.id, value]))
  return {
    kind: 'create',
    key,
    fields: {
      project: { key: project.key },
      issuetype: { id: type.id },
      ...(type.subtask && parent !== undefined ? { parent: { key: parent } } : {}),
      ...Object.fromEntries(typed.map(({ field, typed: one }) => [field.id, wireOf(field, one, deployment)])),
      ...(person === undefined ? {} : { assignee: person === null ? null : userWire(deployment, person.id) }),
    },
    shown: {
      project: { id: project.id, key: project.key, name: project.name },
      type: { id: type.id, name: type.name, subtask: type.subtask },
      ...shownOf(values),
      ...(person === undefined ? {} : { assignee: person }),
      ...(parent === undefined ? {} : { parent: { key: parent, summary: copy.replica.issue(parent)?.summary ?? '' } }),
    },
  }
}

/** Undefined: whomever the project's settings name, as when nothing is said. */
const assigneeOf = async (bench: Bench, name: string | undefined): Promise<User | null | undefined> => {
  if (name === undefined || name.trim() === 'default') return undefined
  return name.trim() === 'none' || name.trim() === '' ? null : whoIs(bench, name)
}

const refuseMissing = (type: IssueType, fields: readonly FieldMeta[], given: readonly string[]): void => {
  const missing = fields.filter(
    ({ id, required, hasDefault }) => required && !hasDefault && !isSettled(id) && !given.includes(id),
  )
  if (missing.length === 0) return
  throw new AppError(
    'fields-needed',
    `A new ${type.name} needs ${missing.map(({ name }) => name).join(', ')}`,
    `Add ${missing.map((field) => flagFor(field, flagsById)).join(' ')}`,
    Object.fromEntries(missing.map(({ id, name }) => [id, `${name} is required`])),
  )
}

/** What the row shows until the site has answered. */
const shownOf = (values: ReadonlyMap<string, FieldValue>) => {
  const [summary, description, priority] = [values.get('summary'), values.get('description'), values.get('priority')]
  const [labels, due] = [values.get('labels'), values.get('duedate')]
  const named = (id: string) => {
    const value = values.get(id)
    return value?.kind === 'named-list' ? value.values : []
  }
  return {
    summary: summary?.kind === 'text' ? summary.text : '',
    ...(description?.kind === 'rich-text' ? { description: description.text } : {}),
    ...(priority?.kind === 'named' ? { priority: priority.value } : {}),
    ...(labels?.kind === 'words' ? { labels: labels.words } : {}),
    ...(due?.kind === 'date' ? { due: due.date } : {}),
    components: named('components'),
    fixVersions: named('fixVersions'),
  }
}
