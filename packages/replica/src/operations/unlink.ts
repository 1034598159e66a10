import { linkIn, linkTouch, readLinks } from './link-rows.ts'
import type { UnlinkOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'
import { isSiteId } from './pending-id.ts'
import { deleting, ifThere } from './sending.ts'

/** Takes a link away. That it is gone already is as good. */
export const unlinkKind: OperationKind<UnlinkOperation> = {
  describe: ({ link }) => `remove link: ${link.relation} ${link.key}`,
  touches: ({ link }) => [linkTouch(link)],
  prepare: (operation) => operation,
  apply: (rows, { link }) =>
    patchDetail(rows, ({ links }) => {
      const gone = linkIn(links, link)
      return { links: gone === undefined ? links : links.filter((one) => one !== gone) }
    }),
  isDone: ({ link }, { links }) => linkIn(links, link) === undefined,
  send: async ({ key, link }, sending) => {
    const { client, signal } = sending
    // The site does not tell the number of a link that it has made.
    const id = isSiteId(link.id) ? link.id : linkIn(await readLinks(key, sending), link)?.id
    if (id !== undefined) await deleting(() => client.unlink(id, { signal }))
    return {}
  },
  look: async ({ key, link }, sending) => {
    const links = await ifThere(() => readLinks(key, sending))
    return links === undefined || linkIn(links, link) === undefined
      ? { state: 'done', result: {} }
      : { state: 'not-done' }
  },
  invert: ({ key, link }) => {
    const { typeId: id, relation, outward, key: other, summary: otherSummary } = link
    // Only the words of this direction are known, and only they are shown.
    const type = { id, name: relation, inward: relation, outward: relation }
    return {
      operations: [{ kind: 'link', key, type, outward, other, otherSummary }],
      loses: 'The link gets a new number',
    }
  },
}
