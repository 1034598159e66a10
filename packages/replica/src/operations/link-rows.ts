import type { IssueKey, IssueLink } from '@mmd/jira-api/model'
import type { Sending } from './operation-kind.ts'
import { isSiteId } from './pending-id.ts'

/** What makes two links one and the same: the site has no second one of these. */
export type Tie = Pick<IssueLink, 'typeId' | 'outward' | 'key'>

/** What a link shares with other operations on its issue. */
export const linkTouch = ({ typeId, outward, key }: Tie): string => `link:${typeId}:${outward ? 'to' : 'from'}:${key}`

/** The link of a list that ties the same issues in the same way. */
export const sameTie = (links: readonly IssueLink[], { typeId, outward, key }: Tie): IssueLink | undefined =>
  links.find((link) => link.typeId === typeId && link.outward === outward && link.key === key)

/** A link of a list: by its number where the site gave one, else by what it ties. */
export const linkIn = (links: readonly IssueLink[], link: IssueLink): IssueLink | undefined =>
  isSiteId(link.id) ? links.find(({ id }) => id === link.id) : sameTie(links, link)

/** The links of an issue as the site has them now. */
export const readLinks = async (
  key: IssueKey,
  { client, signal }: Pick<Sending, 'client' | 'signal'>,
): Promise<readonly IssueLink[]> => (await client.issue(key, { signal })).links
