import { mediaIdOf } from '../../rest/attachment-content.ts'
import { createTaskBook, type TaskBook } from '../bulk/task-book.ts'
import type { CloudWorld } from '../cloud-world.ts'
import { createDataBook, type DataStore } from '../devops/store.ts'
import type { MediaService } from '../media/media-service.ts'
import type { CloudSwitches } from '../switches.ts'
import { createTextBook, type TextBook } from '../text/text-book.ts'
import { createWebhookBook, type WebhookBook } from '../webhooks/webhook-book.ts'
import { createSearchIndex, type SearchIndex } from './search-index.ts'
import type { WorklogChange } from './worklog-feeds.ts'

/** The versions of the REST API of the platform. */
export type ApiVersion = 2 | 3

/** What the resources of one site share besides its world. */
export interface CloudApi {
  readonly world: CloudWorld
  readonly switches: CloudSwitches
  readonly texts: TextBook
  readonly media: MediaService
  readonly index: SearchIndex
  readonly tasks: TaskBook
  /** Worklogs that were deleted, oldest first. */
  readonly deletedWorklogs: WorklogChange[]
  /** What was sent to a data API of the site, by its name (`builds`). */
  readonly sent: (name: string) => DataStore
  /** What apps want to be told of. */
  readonly webhooks: WebhookBook
  /** Whether a file of the site has this id at the media service. */
  readonly hasMedia: (mediaId: string) => boolean
}

/** The shared state of one site, empty. */
export const createCloudApi = (
  world: CloudWorld,
  switches: CloudSwitches,
  media: MediaService,
  sent: CloudApi['sent'] = createDataBook(),
): CloudApi => ({
  sent,
  world,
  switches,
  texts: createTextBook((accountId) => world.findUser(accountId)?.displayName),
  deletedWorklogs: [],
  media,
  index: createSearchIndex(world, switches.indexLagMs, switches.indexFlickers),
  tasks: createTaskBook({
    ms: switches.bulkTaskMs,
    polls: switches.bulkTaskPolls,
    end: switches.bulkTaskEnd,
    time: switches.bulkTaskTime,
  }),
  webhooks: createWebhookBook(),
  hasMedia: (mediaId) =>
    world.issues.some(({ attachments }) => attachments.some(({ id }) => mediaIdOf(id) === mediaId)),
})
