import { createHash } from 'node:crypto'
import type { SandboxAttachment } from '../world/world.ts'

/** The id under which the media service knows an attachment. */
export const mediaIdOf = (attachmentId: string): string => {
  const hex = createHash('sha256').update(`media ${attachmentId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** What somebody uploaded, or bytes made up for an attachment that nobody did; always the same ones. */
export const contentOf = ({ id, filename, size, content }: SandboxAttachment): Buffer =>
  content ?? Buffer.alloc(size, `${filename} (attachment ${id})\n`)
