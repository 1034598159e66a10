import type { Answer, Exchange, Route } from '../../exchange.ts'
import { attachFiles } from '../../rest/attach-files.ts'
import { contentOf } from '../../rest/attachment-content.ts'
import { answerRange } from '../../rest/byte-range.ts'
import { changeItem, commit } from '../../rest/change.ts'
import { attachmentJson } from '../../rest/comment-json.ts'
import { demand, seenIssue } from '../../rest/find.ts'
import type { JsonObject } from '../../rest/input.ts'
import { readFiles } from '../../rest/multipart.ts'
import { get, noContent, ok, Refusal, write } from '../../rest/refusal.ts'
import { sees } from '../../rest/visible.ts'
import { xsrfAnswer } from '../../sign-in/rest-answers.ts'
import { mayChange } from '../../world/permissions.ts'
import type { SandboxAttachment, SandboxIssue } from '../../world/world.ts'
import type { CloudApi } from './cloud-api.ts'

const mostFiles = 60

const shown = (exchange: Exchange, attachment: SandboxAttachment): JsonObject => attachmentJson(exchange, attachment)

const upload =
  ({ switches }: CloudApi) =>
  (exchange: Exchange): Answer => {
    const { headers, body } = exchange
    if (!/^no-?check$/u.test(String(headers['x-atlassian-token'] ?? ''))) return xsrfAnswer
    const issue = seenIssue(exchange)
    demand(
      exchange,
      issue,
      'CREATE_ATTACHMENTS',
      403,
      'You do not have permission to create attachments for this issue.',
    )
    const files = readFiles(headers['content-type'] ?? '', body)
    if (files === undefined) return { status: 415 }
    if (files.length === 0) throw new Refusal(400, 'There is no file in the request.')
    if (files.length > mostFiles) throw new Refusal(413, 'No more than 60 files can be attached at once.')
    if (files.some(({ content }) => content.length > switches.uploadLimit)) {
      throw new Refusal(413, 'The file is larger than this site allows.')
    }
    const added = attachFiles(issue, files, exchange)
    return ok(added.map((attachment) => shown(exchange, attachment)))
  }

interface Found {
  readonly issue: SandboxIssue
  readonly attachment: SandboxAttachment
}

const seenAttachment = (exchange: Exchange): Found => {
  const { params } = exchange
  for (const issue of exchange.world.issues) {
    const attachment = issue.attachments.find(({ id }) => id === params.id)
    if (attachment !== undefined && sees(exchange, issue)) return { issue, attachment }
  }
  throw new Refusal(404, `The attachment with id '${params.id ?? ''}' does not exist`)
}

// What a text decoder on the way does to a file.
const damaged = (content: Buffer): Buffer => Buffer.from(content.toString('utf8'))

const download =
  ({ media, switches }: CloudApi) =>
  (exchange: Exchange): Answer => {
    const { attachment } = seenAttachment(exchange)
    if (exchange.query.get('redirect') !== 'false') {
      return { status: 303, headers: { Location: media.linkTo(attachment, exchange.now) } }
    }
    const content = contentOf(attachment)
    return answerRange(switches.damagesStreams ? damaged(content) : content, attachment.mimeType, exchange.headers)
  }

const thumbnail =
  ({ media }: CloudApi) =>
  (exchange: Exchange): Answer => {
    const { attachment } = seenAttachment(exchange)
    if (!attachment.mimeType.startsWith('image/')) throw new Refusal(404, 'There is no thumbnail of this attachment.')
    if (exchange.query.get('redirect') === 'false') {
      return answerRange(contentOf(attachment), attachment.mimeType, exchange.headers)
    }
    return { status: 303, headers: { Location: media.linkTo(attachment, exchange.now) } }
  }

const remove = (exchange: Exchange): Answer => {
  const { issue, attachment } = seenAttachment(exchange)
  const { world, user } = exchange
  const { authorKey } = attachment
  const { projectKey } = issue
  if (!mayChange(world, user, { projectKey, authorKey }, ['DELETE', 'ATTACHMENTS'])) {
    throw new Refusal(403, 'You do not have permission to delete attachments for this issue.')
  }
  const edit = {
    apply: (target: SandboxIssue): void => {
      target.attachments = target.attachments.filter(({ id }) => id !== attachment.id)
    },
    item: changeItem('Attachment', { id: attachment.id, text: attachment.filename }, { id: null, text: null }),
  }
  commit(issue, [edit], exchange)
  return noContent
}

/** Files of issues. Their content is at the media service, to which a signed address leads. */
export const cloudAttachmentRoutes = (api: CloudApi): readonly Route[] => [
  write('POST', '/issue/:key/attachments', upload(api)),
  get('/attachment/meta', () => ok({ enabled: true, uploadLimit: api.switches.uploadLimit })),
  get('/attachment/content/:id', download(api)),
  get('/attachment/thumbnail/:id', thumbnail(api)),
  // A number here, and a text in the field of an issue.
  get('/attachment/:id', (exchange) => {
    const { attachment } = seenAttachment(exchange)
    return ok({ ...shown(exchange, attachment), id: Number(attachment.id) })
  }),
  write('DELETE', '/attachment/:id', remove),
]
