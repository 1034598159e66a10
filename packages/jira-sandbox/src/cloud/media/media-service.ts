import { createHmac, randomBytes } from 'node:crypto'
import type { Answer } from '../../exchange.ts'
import { contentOf, mediaIdOf } from '../../rest/attachment-content.ts'
import { answerRange } from '../../rest/byte-range.ts'
import type { Incoming } from '../../server/receive.ts'
import { withQuery } from '../../with-query.ts'
import type { SandboxAttachment, World } from '../../world/world.ts'

/** Stands for `https://api.media.atlassian.com`: it keeps the files, and opens them to whoever has a signed address. */
export interface MediaService {
  /** An address of a file, good for a while. */
  linkTo(attachment: SandboxAttachment, now: number): string
  /** `path` is below the host. */
  answer(incoming: Incoming, path: string, now: number): Answer
}

const lifeMs = 10 * 60_000

const refuse = (status: number, code: string, title: string): Answer => ({
  status,
  json: { error: { code, title, href: 'https://dt-api-filestore.example' } },
})

/** The media service of the worlds of a cloud; `url` is of another origin than the sites. */
export const createMediaService = (url: string, worlds: readonly World[]): MediaService => {
  const secret = randomBytes(32)
  const sign = (mediaId: string, until: string): string =>
    createHmac('sha256', secret).update(`${mediaId} ${until}`).digest('base64url')
  const find = (mediaId: string): SandboxAttachment | undefined => {
    for (const { issues } of worlds) {
      for (const { attachments } of issues) {
        const found = attachments.find(({ id }) => mediaIdOf(id) === mediaId)
        if (found !== undefined) return found
      }
    }
    return undefined
  }
  return {
    linkTo: ({ id, filename }, now) => {
      const mediaId = mediaIdOf(id)
      const until = String(now + lifeMs)
      const query = { token: sign(mediaId, until), until, client: 'sandbox', dl: 'true', name: filename }
      return withQuery(`${url}/file/${mediaId}/binary`, query)
    },
    answer: ({ method, query, headers }, path, now) => {
      const mediaId = /^\/file\/(?<id>[0-9a-f-]{36})\/binary$/u.exec(path)?.groups?.['id']
      if (method !== 'GET' || mediaId === undefined) return refuse(404, 'NotFound', 'There is nothing here.')
      // Two credentials at once are one too many, as with every signed address.
      if (headers.authorization !== undefined) {
        return refuse(400, 'BadRequest', 'Only one auth mechanism is allowed.')
      }
      const until = query.get('until') ?? ''
      const isGood = query.get('token') === sign(mediaId, until) && Number(until) > now
      if (!isGood) return refuse(403, 'JwtAuthoriser', 'The token is not valid.')
      const attachment = find(mediaId)
      if (attachment === undefined) return refuse(404, 'NotFound', 'There is no such file.')
      return answerRange(contentOf(attachment), attachment.mimeType, headers)
    },
  }
}
