import type { EstimateRule } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { toStored, whoAmI } from './bench.ts'
import { inputText } from './input-text.ts'
import { oneOf } from './one-of.ts'
import { worklogById } from './part-by-id.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueWorklogOptions {
  /** Seconds. */
  readonly time?: number
  /** ISO 8601. */
  readonly started?: string
  readonly comment?: string
  readonly remaining?: Exclude<EstimateRule, { readonly by: string }>
  readonly raw?: boolean
  readonly edit?: string
  readonly delete?: string
}

/** `issue worklog KEY`: logs work, or changes or deletes what was logged. */
export const runIssueWorklog = async (
  context: CommandContext,
  key: string,
  options: IssueWorklogOptions,
): CommandResult => {
  const { edit, started, remaining = 'auto', raw } = options
  oneOf({ '--edit': edit, '--delete': options.delete })
  const targets = { keys: [key] }
  if (options.delete !== undefined) {
    const id = options.delete
    if (options.time !== undefined || started !== undefined || options.comment !== undefined) {
      throw new AppError('usage', '--delete takes only --remaining beside it', 'Leave the other flags away')
    }
    return writeIssues(context, {
      action: 'delete-worklog',
      targets,
      needs: 'detail',
      prepare: async (bench, known) => [
        {
          kind: 'delete-worklog',
          key: known.key,
          id,
          remaining,
          ...(await worklogById(bench, known, id)),
        },
      ],
    })
  }
  const typed = options.comment === undefined ? undefined : await inputText(context, options.comment)
  if (edit !== undefined) {
    return writeIssues(context, {
      action: 'edit-worklog',
      targets,
      needs: 'detail',
      prepare: async (bench, known) => {
        const { base } = await worklogById(bench, known, edit)
        const seconds = options.time ?? base?.seconds
        if (seconds === undefined) throw noTime()
        return [
          {
            kind: 'edit-worklog',
            key: known.key,
            id: edit,
            seconds,
            remaining,
            ...(started === undefined ? {} : { started }),
            ...(typed === undefined ? {} : { comment: await toStored(bench.copy.site, typed, raw) }),
            ...(base === undefined ? {} : { base }),
          },
        ]
      },
    })
  }
  const seconds = options.time
  if (seconds === undefined) throw noTime()
  return writeIssues(context, {
    action: 'worklog',
    targets,
    needs: 'detail',
    prepare: async (bench, known) => [
      {
        kind: 'add-worklog',
        key: known.key,
        seconds,
        started: started ?? new Date().toISOString(),
        comment: typed === undefined || typed.trim() === '' ? null : await toStored(bench.copy.site, typed, raw),
        remaining,
        author: await whoAmI(bench),
      },
    ],
  })
}

const noTime = (): AppError => new AppError('usage', 'How long did it take?', 'Give --time, such as --time 1h30m')
