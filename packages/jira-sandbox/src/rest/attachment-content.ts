import { createHash } from 'node:crypto'
import type { SandboxAttachment } from '../world/world.ts'
import { madeUpPicture } from './made-up-picture.ts'

/** The id under which the media service knows an attachment. */
export const mediaIdOf = (attachmentId: string): string => {
  const hex = createHash('sha256').update(`media ${attachmentId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

const madeUp = ({ id, filename, size, mimeType }: SandboxAttachment): Buffer =>
  (mimeType === 'image/png' ? madeUpPicture(filename, Number(id), size) : undefined) ??
  Buffer.alloc(size, `${filename} (attachment ${id})\n`)

/** What somebody uploaded, or bytes made up for an attachment that nobody did; always the same ones. */
export const contentOf = (attachment: SandboxAttachment): Buffer => attachment.content ?? madeUp(attachment)
