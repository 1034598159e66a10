import type { Answer, Exchange, Route } from '../exchange.ts'
import { toLogin } from '../pages/login.ts'
import { xsrfAnswer } from '../sign-in/rest-answers.ts'
import { mayChange } from '../world/permissions.ts'
import type { SandboxAttachment, SandboxIssue } from '../world/world.ts'
import { attachFiles } from './attach-files.ts'
import { contentOf } from './attachment-content.ts'
import { answerRange } from './byte-range.ts'
import { attachmentJson } from './comment-json.ts'
import { changeableIssue, demand, maySee } from './find.ts'
import { readFiles } from './multipart.ts'
import { get, loggedIn, noContent, ok, Refusal, write } from './refusal.ts'

/** Bytes. */
const uploadLimit = 10 * 1024 * 1024

const upload = (exchange: Exchange): Answer => {
  const { headers, body } = exchange
  if (!/^no-?check$/u.test(String(headers['x-atlassian-token'] ?? ''))) return xsrfAnswer
  const issue = changeableIssue(exchange)
  demand(exchange, issue, 'CREATE_ATTACHMENTS', 403, 'You do not have permission to create attachments for this issue.')
  const files = readFiles(headers['content-type'] ?? '', body)
  if (files === undefined) return { status: 415 }
  // Only parts that are called "file" are looked at.
  if (files.length === 0) return ok([])
  if (files.some(({ content }) => content.length > uploadLimit))
    throw new Refusal(404, 'The file is larger than this site allows.')
  const added = attachFiles(issue, files, exchange)
  return ok(added.map((attachment) => attachmentJson(exchange, attachment)))
}

/** The attachment that the path names, with its issue; one that the caller may not see is a 404 refusal. */
export const seenAttachment = (
  exchange: Exchange,
): { readonly issue: SandboxIssue; readonly attachment: SandboxAttachment } => {
  const { id = '' } = exchange.params
  for (const issue of exchange.world.issues) {
    const attachment = issue.attachments.find((one) => one.id === id)
    if (attachment !== undefined && maySee(exchange.world, exchange.user, issue)) return { issue, attachment }
  }
  throw new Refusal(404, `The attachment with id '${id}' does not exist`)
}

const remove = (exchange: Exchange): Answer => {
  const { attachment, issue: found } = seenAttachment(exchange)
  const issue = changeableIssue(exchange, found.key)
  const { authorKey } = attachment
  const { projectKey } = issue
  if (!mayChange(exchange.world, loggedIn(exchange), { projectKey, authorKey }, ['DELETE', 'ATTACHMENTS'])) {
    throw new Refusal(403, 'You do not have permission to delete this attachment.')
  }
  issue.attachments = issue.attachments.filter(({ id }) => id !== attachment.id)
  issue.updated = exchange.now
  return noContent
}

/** Files of issues, below the REST API. */
export const attachmentRoutes: readonly Route[] = [
  write('POST', '/issue/:key/attachments', upload),
  get('/attachment/meta', ({ release }) =>
    ok({ enabled: release?.rest?.off?.includes('attachments') !== true, uploadLimit }),
  ),
  get('/attachment/:id', (exchange) => ok(attachmentJson(exchange, seenAttachment(exchange).attachment))),
  write('DELETE', '/attachment/:id', remove),
]

const download = (exchange: Exchange): Answer => {
  if (exchange.user === undefined) return toLogin(exchange.baseUrl, exchange.path)
  try {
    const { attachment } = seenAttachment(exchange)
    return answerRange(contentOf(attachment), attachment.mimeType, exchange.headers)
  } catch (error) {
    if (error instanceof Refusal)
      return { status: 404, html: '<!DOCTYPE html><title>Oops</title><p>There is no such attachment.' }
    throw error
  }
}

/** Where the bytes of files are, which is no part of the REST API. */
export const downloadRoutes: readonly Route[] = ['attachment', 'thumbnail'].map((kind) => ({
  method: 'GET',
  path: `/secure/${kind}/:id/:name`,
  handle: download,
}))
