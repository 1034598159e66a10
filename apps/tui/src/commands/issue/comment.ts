import { AppError } from '../../config/app-error.ts'
import { authored } from '../../session/authored.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { readStandardInput } from '../prompt.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueCommentOptions {
  readonly body: string
}

/** `issue comment KEY`: adds a comment, written in Markdown. */
export const runIssueComment = async (
  context: CommandContext,
  key: string,
  options: IssueCommentOptions,
): CommandResult => {
  const body = options.body === '-' ? await readStandardInput(context.environment, context.signal) : options.body
  if (body.trim() === '')
    throw new AppError('usage', 'The comment is empty', 'Give --body TEXT, or --body - and pipe it in')
  return writeIssues(context, 'comment', { keys: [key] }, async ({ client, site }, issueKey) => {
    const { id, name, active } = await client.myself({ signal: context.signal })
    return {
      operation: {
        kind: 'comment',
        key: issueKey,
        body: await authored(body, site.deployment),
        typed: body,
        author: { id, name, active },
      },
      words: 'comment',
    }
  })
}
