import type { RemoteLink, RemoteLinkInput } from '@mmd/jira-api/model'
import type { PutRemoteLinkOperation } from './operation.ts'
import type { Inverse, OperationKind, Performed } from './operation-kind.ts'
import { pendingId } from './pending-id.ts'
import { patchRemoteLinks, readRemoteLinks, remoteLinkTouch } from './remote-link-rows.ts'
import { deleting } from './sending.ts'

const globalIdOf = ({ link, base }: PutRemoteLinkOperation, mark: string): string =>
  link.globalId || base?.globalId || mark

/** The link as rows show it: what is not given stays as it was. */
const linkOf = (
  operation: PutRemoteLinkOperation,
  before: RemoteLink | undefined,
  { mark, result }: Performed,
): RemoteLink => {
  const { application, relationship, object } = operation.link
  return {
    id: result?.remoteLinkId ?? before?.id ?? pendingId(mark),
    globalId: globalIdOf(operation, mark),
    applicationType: application?.type ?? before?.applicationType ?? null,
    relationship: (relationship ?? before?.relationship) || null,
    // As it is read: an address of the web, or none.
    url: /^https?:\/\//i.test(object.url) ? object.url : '',
    title: object.title,
    summary: (object.summary ?? before?.summary) || null,
    resolved: before?.resolved ?? false,
  }
}

const isAsWanted = (link: RemoteLink, { object, relationship }: RemoteLinkInput): boolean =>
  link.title === object.title &&
  (link.url === object.url || link.url === '') &&
  (object.summary === undefined || link.summary === (object.summary || null)) &&
  (relationship === undefined || link.relationship === (relationship || null))

/** What puts a link back: members that are not sent would stay as they are now. */
const inputOf = (base: RemoteLink, globalId: string): RemoteLinkInput => ({
  globalId,
  relationship: base.relationship ?? '',
  object: { url: base.url, title: base.title, summary: base.summary ?? '' },
})

const invert = (operation: PutRemoteLinkOperation, performed: Performed): Inverse => {
  const { key, base } = operation
  const globalId = globalIdOf(operation, performed.mark)
  if (base === undefined) return { why: 'What the link was before is not known' }
  const link = linkOf(operation, base ?? undefined, performed)
  if (base === null) return { operations: [{ kind: 'delete-remote-link', key, link }] }
  return { operations: [{ kind: 'put-remote-link', key, link: inputOf(base, globalId), base: link }] }
}

/** Makes or changes a link to something outside. Sent again it is the same link, by its global id. */
export const putRemoteLinkKind: OperationKind<PutRemoteLinkOperation> = {
  describe: ({ link, base }) => `${base ? 'change link' : 'link'} ${link.object.title}`,
  touches: ({ link, base }) => {
    const globalId = link.globalId || base?.globalId || null
    return globalId === null && !base ? [] : [remoteLinkTouch(globalId, base?.id ?? '')]
  },
  prepare: (operation, { remoteLinks }) => {
    if (operation.base !== undefined) return operation
    const { globalId } = operation.link
    if (globalId === '') return { ...operation, base: null }
    if (remoteLinks === undefined) return operation
    return { ...operation, base: remoteLinks.find((link) => link.globalId === globalId) ?? null }
  },
  apply: (rows, operation, performed) =>
    patchRemoteLinks(rows, (links) => {
      const globalId = globalIdOf(operation, performed.mark)
      const ids = new Set([performed.result?.remoteLinkId, operation.base?.id, pendingId(performed.mark)])
      const at = links.findIndex((link) => link.globalId === globalId || ids.has(link.id))
      return at === -1
        ? [...links, linkOf(operation, undefined, performed)]
        : links.with(at, linkOf(operation, links[at], performed))
    }),
  send: async (operation, { client, mark, signal }) => {
    const { key, link, base } = operation
    const remoteLinkId = await client.putRemoteLink(key, { ...link, globalId: globalIdOf(operation, mark) }, { signal })
    // A link without a global id cannot be changed: there is a new one now, in its place.
    if (base && base.globalId === null && base.id !== remoteLinkId) {
      await deleting(() => client.deleteRemoteLink({ key, id: base.id }, { signal }))
    }
    return { remoteLinkId }
  },
  look: async (operation, sending) => {
    const { key, base } = operation
    const links = await readRemoteLinks(key, sending)
    const link = links.find(({ globalId }) => globalId === globalIdOf(operation, sending.mark))
    const isOldThere = base?.globalId === null && links.some(({ id }) => id === base.id)
    return link !== undefined && !isOldThere && isAsWanted(link, operation.link)
      ? { state: 'done', result: { remoteLinkId: link.id } }
      : { state: 'not-done' }
  },
  invert,
}
