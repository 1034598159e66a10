import type { Answer, Exchange, Route } from '../exchange.ts'
import { attachmentJson } from '../rest/comment-json.ts'
import { isObject, objectBody } from '../rest/input.ts'
import { type FormFile, readFiles } from '../rest/multipart.ts'
import { ok, Refusal } from '../rest/refusal.ts'
import { personJson } from '../rest/user-json.ts'
import { xsrfAnswer } from '../sign-in/rest-answers.ts'
import type { SandboxAttachment } from '../world/world.ts'
import { addComment } from './comment-routes.ts'
import { type DeskForm, deskGet, deskPage, deskWrite, isAgent, seenDesk, seenRequest, young } from './desk.ts'
import { momentJson } from './desk-times.ts'

const fileJson = (exchange: Exchange, attachment: SandboxAttachment): unknown => {
  const { content, thumbnail } = attachmentJson(exchange, attachment)
  return {
    filename: attachment.filename,
    author: personJson(exchange, attachment.authorKey),
    created: momentJson(attachment.created),
    size: attachment.size,
    mimeType: attachment.mimeType,
    _links: { content, ...(thumbnail === undefined ? {} : { thumbnail }) },
  }
}

/** Files in two steps: sent to the desk first, then given to a request with a comment about them. */
export const fileRoutes = (form: DeskForm): readonly Route[] => {
  const temporary = new Map<string, FormFile>()

  const keep = (exchange: Exchange): Answer => {
    seenDesk(exchange)
    const { headers, body, world } = exchange
    if (!/^no-?check$/u.test(String(headers['x-atlassian-token'] ?? ''))) return xsrfAnswer
    const files = readFiles(headers['content-type'] ?? '', body)
    if (files === undefined || files.length === 0) throw new Refusal(400, 'No file was sent.')
    const temporaryAttachments = files.map((file) => {
      const temporaryAttachmentId = `temp${world.nextId()}`
      temporary.set(temporaryAttachmentId, file)
      return { temporaryAttachmentId, fileName: file.filename }
    })
    return { status: 201, json: { temporaryAttachments } }
  }

  const attach = (exchange: Exchange): Answer => {
    const issue = seenRequest(exchange)
    const { world, user, now } = exchange
    const body = objectBody(exchange, ['temporaryAttachmentIds', 'public', 'additionalComment'])
    const ids = Array.isArray(body.temporaryAttachmentIds) ? body.temporaryAttachmentIds.map(String) : []
    if (ids.length === 0 || ids.some((id) => !temporary.has(id)))
      throw new Refusal(400, 'There is no such temporary file.')
    const isPublic = body.public !== false
    if (!isPublic && !isAgent(exchange, user)) throw new Refusal(403, 'Only agents can attach files for themselves.')
    const added = ids.flatMap((id): readonly SandboxAttachment[] => {
      const file = temporary.get(id)
      temporary.delete(id)
      if (file === undefined) return []
      return [
        {
          id: String(world.nextId()),
          filename: file.filename,
          authorKey: user?.key ?? null,
          created: now,
          size: file.content.length,
          mimeType: file.mimeType,
          content: file.content,
        },
      ]
    })
    issue.attachments = [...issue.attachments, ...added]
    const text = isObject(body.additionalComment) ? body.additionalComment.body : undefined
    const names = added.map(({ filename }) => `[^${filename}]`).join('\n')
    const comment = addComment(exchange, typeof text === 'string' ? `${text}\n\n${names}` : names, isPublic)
    return {
      status: 201,
      json: {
        comment: { id: comment.id, body: comment.body, public: isPublic },
        attachments: deskPage(exchange, added, (one) => fileJson(exchange, one)),
      },
    }
  }

  return [
    young(form, deskWrite('POST', '/servicedesk/:desk/attachTemporaryFile', keep)),
    young(form, deskWrite('POST', '/request/:key/attachment', attach)),
    young(
      form,
      deskGet('/request/:key/attachment', (exchange) =>
        ok(deskPage(exchange, seenRequest(exchange).attachments, (one) => fileJson(exchange, one))),
      ),
    ),
  ]
}
