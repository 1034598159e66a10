import { withoutOne } from './made-rows.ts'
import type { DeleteAttachmentOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'
import { deleting, ifThere } from './sending.ts'

/** Deletes an attachment. That it is gone already is as good. */
export const deleteAttachmentKind: OperationKind<DeleteAttachmentOperation> = {
  describe: ({ attachment }) => `delete attachment ${attachment.filename}`,
  touches: ({ attachment }) => [`attachment:${attachment.id}`],
  prepare: (operation) => operation,
  apply: (rows, { attachment }) =>
    patchDetail(rows, ({ attachments }) => ({ attachments: withoutOne(attachments, attachment.id) })),
  isDone: ({ attachment }, { attachments }) => attachments.every(({ id }) => id !== attachment.id),
  send: async ({ attachment }, { client, signal }) => {
    await deleting(() => client.deleteAttachment(attachment.id, { signal }))
    return {}
  },
  look: async ({ key, attachment }, { client, signal }) => {
    // Without its issue it is gone too.
    const issue = await ifThere(() => client.issue(key, { signal }))
    return issue?.attachments.some(({ id }) => id === attachment.id) === true
      ? { state: 'not-done' }
      : { state: 'done', result: {} }
  },
  invert: ({ attachment }) => ({ why: `The content of ${attachment.filename} is not kept here` }),
}
