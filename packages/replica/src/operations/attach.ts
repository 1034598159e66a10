import {
  type Attachment,
  type AttachmentRules,
  isJiraApiError,
  JiraApiError,
  type SiteClient,
  untrusted,
} from '@mmd/jira-api/model'
import { withMade } from './made-rows.ts'
import type { AttachOperation } from './operation.ts'
import type { Looked, OperationKind, Performed, Sending } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'
import { pendingId } from './pending-id.ts'
import { isMadeSince, refused } from './sending.ts'
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

/** The site's rules as the copy has them; undefined: it must be asked, since by those the file would not be taken. */
const rulesFor = async ({ file }: AttachOperation, { catalogue }: Sending): Promise<AttachmentRules | undefined> => {
  const rules: Partial<AttachmentRules> = (await catalogue('attachment-rules')) ?? {}
  const { enabled = false, limit = 0 } = rules
  return enabled && (limit === null || file.size <= limit) ? { enabled, limit } : undefined
}

/** What the file system says is no matter of the site's, and would be the same at every try. */
const upload = async (operation: AttachOperation, sending: Sending): Promise<Uploads> => {
  const { client, signal } = sending
  const { key, file } = operation
  try {
    const rules = await rulesFor(operation, sending)
    // A file whose answer got lost is looked for below.
    const options = { signal, finds: false, ...(rules === undefined ? {} : { rules }) }
    return await client.uploadAttachments(key, [{ path: file.path, name: file.name }], options)
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

/** Attachments of mine that may be the file: as large as it is, and not there before. */
const arrivals = async (operation: AttachOperation, sending: Sending): Promise<readonly Attachment[]> => {
  const { client, me, signal, firstSentAt } = sending
  const { attachments } = await client.issue(operation.key, { signal })
  const mine = attachments.filter(({ size, author }) => size === operation.file.size && author?.id === me.id)
  const { known } = operation
  if (known !== undefined) return mine.filter(({ id }) => !known.includes(id))
  const earliest = await earliestAt(client, firstSentAt, signal)
  return mine.filter((attachment) => isMadeSince(attachment, earliest))
}

const look = async (operation: AttachOperation, sending: Sending): Promise<Looked> => {
  const found = await arrivals(operation, sending)
  const attachment = found.find(({ filename }) => filename === nameOf(operation))
  if (attachment !== undefined) return { state: 'done', result: { attachment } }
  const [like] = found
  // Sites have their own ideas of names.
  return like === undefined
    ? { state: 'not-done' }
    : { state: 'unclear', why: `${like.filename} is as large and new, and may be this file under another name` }
}

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
  look,
  invert: ({ key }, { result }) =>
    result?.attachment === undefined
      ? { why: 'The site did not tell which attachment it is' }
      : { operations: [{ kind: 'delete-attachment', key, attachment: result.attachment }] },
}
