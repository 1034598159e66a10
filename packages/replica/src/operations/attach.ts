import {
  type Attachment,
  isJiraApiError,
  JiraApiError,
  type SiteClient,
  type User,
  untrusted,
} from '@mmd/jira-api/model'
import { withMade } from './made-rows.ts'
import type { AttachOperation } from './operation.ts'
import type { OperationKind, Performed, Sending } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'
import { pendingId } from './pending-id.ts'
import { refused } from './sending.ts'
import { earliestAt } from './site-time.ts'

type Uploads = Awaited<ReturnType<SiteClient['uploadAttachments']>>

const nameOf = ({ file }: AttachOperation): string => untrusted(file.name, 'line')

const provisional = (operation: AttachOperation, { mark, at }: Performed): Attachment => ({
  id: pendingId(mark),
  filename: nameOf(operation),
  author: operation.author,
  created: at,
  size: operation.file.size,
  mimeType: operation.file.mimeType,
})

/** What the file system says is no matter of the site's, and would be the same at every try. */
const upload = async ({ key, file }: AttachOperation, { client, signal }: Sending): Promise<Uploads> => {
  try {
    return await client.uploadAttachments(key, [{ path: file.path, name: file.name }], { signal })
  } catch (error) {
    if (isJiraApiError(error)) throw error
    throw refused(`The file ${file.name} cannot be read any more`)
  }
}

const send = async (operation: AttachOperation, sending: Sending): Promise<Attachment> => {
  const [sent] = await upload(operation, sending)
  if (sent?.attachment) return sent.attachment
  const { code = 'bad-answer', message = 'The site does not say what it attached', details = {} } = sent?.error ?? {}
  throw new JiraApiError(code, message, details)
}

/** The file, where it hangs at the issue now and did not before. */
const find = (
  operation: AttachOperation,
  attachments: readonly Attachment[],
  { me, earliest }: { readonly me: User; readonly earliest: number },
): Attachment | undefined =>
  attachments.find(
    ({ id, filename, size, author, created }) =>
      filename === nameOf(operation) &&
      size === operation.file.size &&
      author?.id === me.id &&
      (operation.known === undefined ? Date.parse(created ?? '') >= earliest : !operation.known.includes(id)),
  )

/** Attaches a file. What hung at the issue before the first try is remembered, so that the same file twice is two. */
export const attachKind: OperationKind<AttachOperation> = {
  describe: ({ file }) => `attach ${file.name}`,
  touches: () => [],
  prepare: (operation) => operation,
  apply: (rows, operation, performed) =>
    patchDetail(rows, ({ attachments }) => {
      const made = performed.result?.attachment ?? provisional(operation, performed)
      return { attachments: withMade(attachments, made, pendingId(performed.mark)) }
    }),
  remember: (operation, { attachments }) => ({ ...operation, known: attachments.map(({ id }) => id) }),
  send: async (operation, sending) => ({ attachment: await send(operation, sending) }),
  look: async (operation, { client, me, signal, firstSentAt }) => {
    const { attachments } = await client.issue(operation.key, { signal })
    const earliest = operation.known === undefined ? await earliestAt(client, firstSentAt, signal) : 0
    const attachment = find(operation, attachments, { me, earliest })
    return attachment === undefined ? { state: 'not-done' } : { state: 'done', result: { attachment } }
  },
  invert: ({ key }, { result }) =>
    result?.attachment === undefined
      ? { why: 'The site did not tell which attachment it is' }
      : { operations: [{ kind: 'delete-attachment', key, attachment: result.attachment }] },
}
