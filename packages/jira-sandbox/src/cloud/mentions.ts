import type { World } from '../world/world.ts'
import { accountIdOf } from './account-ids.ts'

const mention = /\[~(?<name>[^\]\s:]{1,100})\]/gu

/** Turns the mentions of a world, which are by login name, into those of Cloud, which are by account id. */
export const mentionByAccount = (world: World): void => {
  const inCloudWords = (text: string): string =>
    text.replaceAll(mention, (whole, name: string) => {
      const user = world.findUser(name)
      return user === undefined ? whole : `[~accountid:${accountIdOf(user.key)}]`
    })
  for (const issue of world.issues) {
    if (issue.description !== null) issue.description = inCloudWords(issue.description)
    for (const comment of issue.comments) comment.body = inCloudWords(comment.body)
  }
}
