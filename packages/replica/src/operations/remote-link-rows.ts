import type { IssueKey, RemoteLink } from '@mmd/jira-api/model'
import type { Rows, Sending } from './operation-kind.ts'
import { isSiteId } from './pending-id.ts'

/** Changes the remote links of rows; where they were never read there is nothing to change. */
export const patchRemoteLinks = (rows: Rows, change: (links: readonly RemoteLink[]) => readonly RemoteLink[]): Rows =>
  rows.remoteLinks === undefined ? rows : { ...rows, remoteLinks: change(rows.remoteLinks) }

/** A link of a list: by its number where the site gave one, else by its global id. */
export const remoteLinkIn = (
  links: readonly RemoteLink[],
  { id, globalId }: Pick<RemoteLink, 'id' | 'globalId'>,
): RemoteLink | undefined =>
  links.find((link) => (isSiteId(id) ? link.id === id : globalId !== null && link.globalId === globalId))

/** What a link shares with other operations on its issue. */
export const remoteLinkTouch = (globalId: string | null, id: string): string => `remote-link:${globalId ?? id}`

/** The links of an issue as the site has them now. */
export const readRemoteLinks = (
  key: IssueKey,
  { client, signal }: Pick<Sending, 'client' | 'signal'>,
): Promise<readonly RemoteLink[]> => client.remoteLinks(key, { signal })
