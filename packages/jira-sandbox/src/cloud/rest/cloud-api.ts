import { createHash } from 'node:crypto'
import type { CloudWorld } from '../cloud-world.ts'
import type { CloudSwitches } from '../switches.ts'
import { createTextBook, type TextBook } from '../text/text-book.ts'

/** The versions of the REST API of the platform. */
export type ApiVersion = 2 | 3

/** What the resources of one site share besides its world. */
export interface CloudApi {
  readonly world: CloudWorld
  readonly switches: CloudSwitches
  readonly texts: TextBook
  /** Whether a file of the site has this id at the media service. */
  readonly hasMedia: (mediaId: string) => boolean
}

/** The id under which the media service knows an attachment. */
export const mediaIdOf = (attachmentId: string): string => {
  const hex = createHash('sha256').update(`media ${attachmentId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** The shared state of one site, empty. */
export const createCloudApi = (world: CloudWorld, switches: CloudSwitches): CloudApi => ({
  world,
  switches,
  texts: createTextBook(),
  hasMedia: (mediaId) =>
    world.issues.some(({ attachments }) => attachments.some(({ id }) => mediaIdOf(id) === mediaId)),
})
