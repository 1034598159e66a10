import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { toStored, whoAmI } from './bench.ts'
import { wordsFrom } from './input-text.ts'
import { oneOf } from './one-of.ts'
import { commentById } from './part-by-id.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueCommentOptions {
  readonly body?: string
  readonly internal?: boolean
  readonly role?: string
  readonly raw?: boolean
  readonly edit?: string
  readonly delete?: string
}

/** `issue comment KEY`: adds a comment, or changes or deletes one. */
export const runIssueComment = async (
  context: CommandContext,
  key: string,
  options: IssueCommentOptions,
): CommandResult => {
  const { edit, role, internal = false, raw } = options
  oneOf({ '--edit': edit, '--delete': options.delete })
  if ((edit ?? options.delete) !== undefined && (internal || role !== undefined)) {
    throw new AppError('usage', 'Who may read a comment is said when it is written', 'Leave --internal and --role away')
  }
  const targets = { keys: [key] }
  if (options.delete !== undefined) {
    const id = options.delete
    if (options.body !== undefined) throw new AppError('usage', '--delete takes no --body', 'Leave one of them away')
    return writeIssues(context, {
      action: 'delete-comment',
      targets,
      needs: 'detail',
      prepare: async (bench, known) => [
        { kind: 'delete-comment', key: known.key, id, ...(await commentById(bench, known, id)) },
      ],
    })
  }
  const typed = await wordsFrom(context, options.body, { what: 'comment', flag: '--body' })
  if (edit !== undefined) {
    return writeIssues(context, {
      action: 'edit-comment',
      targets,
      needs: 'detail',
      prepare: async (bench, known) => [
        {
          kind: 'edit-comment',
          key: known.key,
          id: edit,
          body: await toStored(bench.copy.site, typed, raw),
          typed,
          ...(await commentById(bench, known, edit)),
        },
      ],
    })
  }
  return writeIssues(context, {
    action: 'comment',
    targets,
    needs: 'nothing',
    prepare: async (bench, known) => [
      {
        kind: 'add-comment',
        key: known.key,
        body: await toStored(bench.copy.site, typed, raw),
        typed,
        author: await whoAmI(bench),
        ...(role === undefined ? {} : { visibility: { type: 'role', value: role } }),
        ...(internal ? { internal } : {}),
      },
    ],
  })
}
