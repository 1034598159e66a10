import type { IssueLink } from '@mmd/jira-api/model'
import { linkTouch, readLinks, sameTie, type Tie } from './link-rows.ts'
import type { LinkOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'
import { pendingId } from './pending-id.ts'

const tieOf = ({ type, outward, other }: LinkOperation): Tie => ({ typeId: type.id, outward, key: other })

const relationOf = ({ type, outward }: LinkOperation): string => (outward ? type.outward : type.inward)

/** The link as rows show it: without a number, which the site does not tell. */
const linkOf = (operation: LinkOperation, id: string): IssueLink => ({
  ...tieOf(operation),
  id,
  relation: relationOf(operation),
  summary: operation.otherSummary ?? '',
  status: null,
})

/** Links two issues. A link that is there already is the same one. */
export const linkKind: OperationKind<LinkOperation> = {
  describe: (operation) => `link: ${relationOf(operation)} ${operation.other}`,
  touches: (operation) => [linkTouch(tieOf(operation))],
  prepare: (operation) => operation,
  apply: (rows, operation, { mark, result }) =>
    patchDetail(rows, ({ links }) => {
      if (sameTie(links, tieOf(operation)) !== undefined) return { links }
      return { links: [...links, linkOf(operation, result?.linkId ?? pendingId(mark))] }
    }),
  isDone: (operation, { links }) => sameTie(links, tieOf(operation)) !== undefined,
  send: async ({ key, type, outward, other }, { client, signal }) => {
    const [from, to] = outward ? [key, other] : [other, key]
    await client.link({ typeId: type.id, from, to }, { signal })
    return {}
  },
  look: async (operation, sending) => {
    const link = sameTie(await readLinks(operation.key, sending), tieOf(operation))
    return link === undefined ? { state: 'not-done' } : { state: 'done', result: { linkId: link.id } }
  },
  invert: (operation, { result }) => ({
    operations: [{ kind: 'unlink', key: operation.key, link: linkOf(operation, result?.linkId ?? '') }],
  }),
}
