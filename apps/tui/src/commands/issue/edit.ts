import type { FieldMeta, IssueKey, Named } from '@mmd/jira-api/model'
import type { FieldChange, Operation } from '@mmd/replica'
import { allInOrder } from '../../all-in-order.ts'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Bench, type Known, valuePorts, whoWorks } from './bench.ts'
import { toTypedValue } from './fields/field-value.ts'
import { findField, findOption, type GivenField } from './fields/given-field.ts'
import { arePlain, givenFields, matchFields, plainFields } from './fields/set-fields.ts'
import type { SetFlags, TargetFlags } from './flags.ts'
import { inputText } from './input-text.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueEditOptions extends SetFlags, TargetFlags {
  readonly addLabel?: readonly string[]
  readonly removeLabel?: readonly string[]
  readonly addComponent?: readonly string[]
  readonly removeComponent?: readonly string[]
  readonly addFixVersion?: readonly string[]
  readonly removeFixVersion?: readonly string[]
}

/** `issue edit KEY…`: sets fields, and adds to and takes from those that hold several. */
export const runIssueEdit = async (
  context: CommandContext,
  keys: readonly string[],
  options: IssueEditOptions,
): CommandResult => {
  const { description, assignee, raw } = options
  const text = description === undefined ? undefined : await inputText(context, description)
  const given = givenFields(text === undefined ? options : { ...options, description: text })
  const members = memberWishes(options)
  if (given.length === 0 && assignee === undefined && members.every(isEmpty) && isEmpty(labelWish(options))) {
    throw new AppError('usage', 'Change what?', 'Give a flag such as --summary, --priority, --add-label or --field')
  }
  return writeIssues(context, {
    action: 'edit',
    targets: { ...options, keys },
    needs: given.some(({ name }) => name.startsWith('customfield_') || !arePlain([{ name, value: '' }]))
      ? 'detail'
      : 'row',
    prepare: async (bench, known) => {
      const wanted = members.filter((wish) => !isEmpty(wish))
      const fields = arePlain(given) && wanted.length === 0 ? plainFields : await editFields(bench, known)
      const changes = await toChanges(bench, fields, given, raw)
      const { add, remove } = labelWish(options)
      const { key } = known
      const operations: Operation[] = []
      if (changes.length > 0) operations.push({ kind: 'set-fields', key, changes })
      if (assignee !== undefined) {
        operations.push({ kind: 'assign', key, assignee: await whoWorks(bench, key, assignee) })
      }
      if (add.length + remove.length > 0) operations.push({ kind: 'labels', key, add, remove })
      return [...operations, ...wanted.map((wish) => toMembers(key, fields, wish))]
    },
  })
}

/** The fields of the issue's edit screen; those that every issue has where the screen cannot be asked for. */
const editFields = async (bench: Bench, { key, issue }: Known): Promise<readonly FieldMeta[]> => {
  // Issues of one type in one project have one screen.
  const screen = issue === undefined ? key : `${issue.project.key}:${issue.type.id}`
  return bench.lookup.ask(`edit-fields:${screen}`, (client) => client.editFields(key, { signal: bench.signal }), 60_000)
}

const toChanges = (
  bench: Bench,
  fields: readonly FieldMeta[],
  given: readonly GivenField[],
  raw: boolean | undefined,
): Promise<readonly FieldChange[]> =>
  allInOrder(
    matchFields(fields, given).map(async ({ field, value }) => {
      const { id, name, type, items, system, custom } = field
      if (field.required && value.trim() === '') {
        throw new AppError('bad-value', `${name} is required`, 'It can be changed, but not cleared', {
          [id]: `${name} is required`,
        })
      }
      return {
        id,
        name,
        schema: { type, items, system, custom },
        ...(await toTypedValue(field, value, valuePorts(bench, raw))),
      }
    }),
  )

interface Wish {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

interface MemberWish extends Wish {
  readonly field: 'components' | 'fixVersions'
}

const isEmpty = ({ add, remove }: Wish): boolean => add.length + remove.length === 0

const labelWish = ({ addLabel = [], removeLabel = [] }: IssueEditOptions): Wish => ({
  add: addLabel,
  remove: removeLabel,
})

const memberWishes = (options: IssueEditOptions): readonly MemberWish[] => [
  { field: 'components', add: options.addComponent ?? [], remove: options.removeComponent ?? [] },
  { field: 'fixVersions', add: options.addFixVersion ?? [], remove: options.removeFixVersion ?? [] },
]

const toMembers = (key: IssueKey, fields: readonly FieldMeta[], { field: id, add, remove }: MemberWish): Operation => {
  const field = findField(fields, id)
  const named = (text: string): Named => {
    const option = findOption(field, text)
    return { id: option.id, name: option.label }
  }
  return { kind: 'members', key, field: id, add: add.map(named), remove: remove.map(named) }
}
