import type { DeleteRemoteLinkOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { isSiteId } from './pending-id.ts'
import { patchRemoteLinks, readRemoteLinks, remoteLinkIn, remoteLinkTouch } from './remote-link-rows.ts'
import { deleting, ifThere } from './sending.ts'

const NEW_NUMBER = 'The link gets a new number'

/** Takes a link to something outside away. That it is gone already is as good. */
export const deleteRemoteLinkKind: OperationKind<DeleteRemoteLinkOperation> = {
  describe: ({ link }) => `remove link ${link.title}`,
  touches: ({ link }) => [remoteLinkTouch(link.globalId, link.id)],
  prepare: (operation) => operation,
  apply: (rows, { link }) =>
    patchRemoteLinks(rows, (links) => {
      const gone = remoteLinkIn(links, link)
      return gone === undefined ? links : links.filter((one) => one !== gone)
    }),
  send: async ({ key, link }, sending) => {
    const { client, signal } = sending
    const id = isSiteId(link.id) ? link.id : remoteLinkIn(await readRemoteLinks(key, sending), link)?.id
    if (id !== undefined) await deleting(() => client.deleteRemoteLink({ key, id }, { signal }))
    return {}
  },
  look: async ({ key, link }, sending) => {
    const links = await ifThere(() => readRemoteLinks(key, sending))
    return links === undefined || remoteLinkIn(links, link) === undefined
      ? { state: 'done', result: {} }
      : { state: 'not-done' }
  },
  invert: ({ key, link }) => {
    const { globalId, applicationType: type, relationship, url, title, summary } = link
    if (url === '') return { why: 'The address of the link is not known' }
    return {
      operations: [
        {
          kind: 'put-remote-link',
          key,
          link: {
            globalId: globalId ?? '',
            ...(type === null ? {} : { application: { type, name: type } }),
            ...(relationship === null ? {} : { relationship }),
            object: { url, title, ...(summary === null ? {} : { summary }) },
          },
          base: null,
        },
      ],
      loses: type === null ? NEW_NUMBER : `${NEW_NUMBER}, and its picture and the name of its program do not come back`,
    }
  },
}
