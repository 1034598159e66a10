import type { Exchange } from '../exchange.ts'
import type { SandboxAttachment, SandboxIssue } from '../world/world.ts'
import { changeItem, commit } from './change.ts'
import type { FormFile } from './multipart.ts'

/** Puts checked files on an issue, each with a line of the change history. */
export const attachFiles = (
  issue: SandboxIssue,
  files: readonly FormFile[],
  exchange: Exchange,
): readonly SandboxAttachment[] => {
  const { world, user, now } = exchange
  const added = files.map(
    ({ filename, mimeType, content }): SandboxAttachment => ({
      id: String(world.nextId()),
      filename,
      authorKey: user?.key ?? null,
      created: now,
      size: content.length,
      mimeType,
      content,
    }),
  )
  const edits = added.map((attachment) => ({
    apply: (target: SandboxIssue): void => {
      target.attachments = [...target.attachments, attachment]
    },
    item: changeItem('Attachment', { id: null, text: null }, { id: attachment.id, text: attachment.filename }),
  }))
  commit(issue, edits, exchange)
  return added
}
