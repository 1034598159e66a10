// What comments, worklogs, links and files do to the rows, whatever these hold.
import type {
  Attachment,
  Comment,
  EstimateRule,
  IssueLink,
  LinkType,
  RemoteLink,
  User,
  Worklog,
} from '@mmd/jira-api/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issueDetailOf, issueOf, keyOf } from '../store/testing.ts'
import { kindOf } from './kinds.ts'
import { localKey } from './local-key.ts'
import type { Operation } from './operation.ts'
import type { OperationResult, Performed, Rows } from './operation-kind.ts'
import { pendingId } from './pending-id.ts'

const key = keyOf('PAY-7')
const me: User = { id: 'mira', name: 'Mira', active: true }
const body = { format: 'wiki', source: 'x' } as const
const at = '2026-11-22T09:00:00.000Z'
const blocks: LinkType = { id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
const made = {
  fields: {},
  shown: {
    project: { id: '1', key: 'PAY', name: 'Pay' },
    type: { id: '2', name: 'Bug', subtask: false },
    summary: 'Late',
  },
}

const commentOf = (id: string): Comment => ({
  id,
  author: me,
  body,
  created: at,
  updated: at,
  visibility: null,
  internal: false,
})
const worklogOf = (id: string): Worklog => ({
  id,
  author: me,
  comment: null,
  started: at,
  seconds: 600,
  created: at,
  updated: at,
  visibility: null,
})
const attachmentOf = (id: string): Attachment => ({
  id,
  filename: `${id}.txt`,
  author: me,
  created: at,
  size: 1,
  mimeType: 'text/plain',
})
const linkOf = (id: string): IssueLink => ({
  id,
  typeId: '1',
  outward: id !== '2',
  relation: id === '2' ? 'is blocked by' : 'blocks',
  key: keyOf(`PAY-${id}`),
  summary: '',
  status: null,
})
const remoteLinkOf = (id: string): RemoteLink => ({
  id,
  globalId: `global-${id}`,
  applicationType: null,
  relationship: null,
  url: 'https://wiki.example/1',
  title: id,
  summary: null,
  resolved: false,
})

const id = fc.constantFrom('1', '2', '3')
const ids = fc.uniqueArray(id)

const rows: fc.Arbitrary<Rows> = fc
  .record({
    some: fc.tuple(ids, ids, ids, ids, ids),
    remaining: fc.option(fc.nat(20).map((tens) => tens * 600)),
    more: fc.nat(2),
  })
  .map(({ some: [comments, worklogs, attachments, links, remoteLinks], remaining, more }) => {
    const parts = {
      comments: comments.map(commentOf),
      commentTotal: comments.length + more,
      worklogs: worklogs.map(worklogOf),
      worklogTotal: worklogs.length + more,
      estimates: { original: null, remaining, spent: worklogs.length * 600 },
      attachments: attachments.map(attachmentOf),
      links: links.map(linkOf),
    }
    return {
      issue: issueOf(key, 7),
      detail: issueDetailOf(key, 7, parts),
      remoteLinks: remoteLinks.map(remoteLinkOf),
    }
  })

type Case = readonly [Operation, OperationResult]

const of = (operation: Operation, result: OperationResult = {}): Case => [operation, result]

const rule = fc.constantFrom<EstimateRule>('auto', 'leave', { set: '2h' }, { by: '10m' }, { by: '1d' })
const ruleOfEdits = fc.constantFrom<Exclude<EstimateRule, { readonly by: string }>>('auto', 'leave', { set: '2h' })
const globalId = fc.constantFrom('', 'global-1', 'global-9')
const object = { url: 'https://wiki.example/2', title: 'New' }
const linkId = fc.oneof(id, fc.constantFrom('', pendingId('m')))
const file = { path: '/spool/1', name: 'new.txt', size: 1, mimeType: 'text/plain' }
const work = { seconds: 600, started: at, comment: null }

/** An operation, and what the site says when it has taken it. */
const cases: fc.Arbitrary<Case> = fc.oneof(
  fc.constant(of({ kind: 'add-comment', key, author: me, body, typed: 'x' }, { comment: commentOf('9') })),
  id.map((one) => of({ kind: 'edit-comment', key, id: one, body: { ...body, source: 'y' }, typed: 'y' })),
  id.map((one) => of({ kind: 'delete-comment', key, id: one })),
  rule.map((remaining) =>
    of({ kind: 'add-worklog', key, author: me, ...work, remaining }, { worklog: worklogOf('9') }),
  ),
  fc
    .tuple(id, ruleOfEdits)
    .map(([one, remaining]) => of({ kind: 'edit-worklog', key, id: one, seconds: 1200, remaining })),
  fc.tuple(id, rule).map(([one, remaining]) => of({ kind: 'delete-worklog', key, id: one, remaining })),
  fc
    .tuple(id, fc.boolean())
    .map(([one, outward]) => of({ kind: 'link', key, type: blocks, outward, other: keyOf(`PAY-${one}`) })),
  fc.tuple(id, linkId).map(([one, number]) => of({ kind: 'unlink', key, link: { ...linkOf(one), id: number } })),
  globalId.map((one) => of({ kind: 'put-remote-link', key, link: { globalId: one, object } }, { remoteLinkId: '9' })),
  fc
    .tuple(id, linkId)
    .map(([one, number]) => of({ kind: 'delete-remote-link', key, link: { ...remoteLinkOf(one), id: number } })),
  fc.constant(of({ kind: 'attach', key, author: me, file }, { attachment: attachmentOf('9') })),
  id.map((one) => of({ kind: 'delete-attachment', key, attachment: attachmentOf(one) })),
  fc.constant(of({ kind: 'create', key: localKey('PAY', 1), ...made }, { issue: { id: '1', key } })),
  fc.constant(of({ kind: 'delete-issue', key, made })),
)

const isMaking = ({ kind }: Operation): boolean => kind.startsWith('add-') || kind === 'attach' || kind === 'create'

const pending: Performed = { mark: 'm', at, result: null }

test('applied twice is applied once, and prepared twice is prepared once', () => {
  fc.assert(
    fc.property(rows, cases, (before, [given, result]) => {
      const kind = kindOf(given)
      const operation = kind.prepare(given, before)
      expect(kind.prepare(operation, before)).toEqual(operation)
      for (const performed of [pending, { ...pending, result }]) {
        const once = kind.apply(before, operation, performed)
        expect(kind.apply(once, operation, performed)).toEqual(once)
        expect(once.issue).toBe(before.issue)
      }
    }),
  )
})

test('what is pending leaves nothing behind once the site has said what it is', () => {
  fc.assert(
    fc.property(rows, cases, (before, [operation, result]) => {
      const kind = kindOf(operation)
      const confirmed = { ...pending, result }
      const after = kind.apply(kind.apply(before, operation, pending), operation, confirmed)
      expect(after).toEqual(kind.apply(before, operation, confirmed))
      // Of a link the site does not tell the number.
      if (operation.kind !== 'link') expect(JSON.stringify(after)).not.toContain(pendingId('m'))
    }),
  )
})

test('two equal ones that are pending are both shown, and the totals count them', () => {
  fc.assert(
    fc.property(rows, cases, (before, [operation]) => {
      if (operation.kind !== 'add-comment' && operation.kind !== 'add-worklog' && operation.kind !== 'attach') return
      const kind = kindOf<Operation>(operation)
      const both = kind.apply(kind.apply(before, operation, pending), operation, { ...pending, mark: 'n' })
      const counts = ({ detail }: Rows): readonly (number | undefined)[] => [
        detail?.comments.length,
        detail?.commentTotal,
        detail?.worklogs.length,
        detail?.worklogTotal,
        detail?.attachments.length,
      ]
      const [old, now] = [counts(before), counts(both)]
      const grown = now.map((count, index) => (count ?? 0) - (old[index] ?? 0))
      expect(grown.filter((by) => by !== 0)).toEqual(operation.kind === 'attach' ? [2] : [2, 2])
    }),
  )
})

test('rows that hold none of it are as right without', () => {
  fc.assert(
    fc.property(rows, cases, ({ issue }, [operation, result]) => {
      const narrow = { issue, detail: undefined, remoteLinks: undefined }
      const kind = kindOf(operation)
      expect(kind.apply(narrow, kind.prepare(operation, narrow), pending)).toEqual(narrow)
      expect(kind.apply(narrow, operation, { ...pending, result })).toEqual(narrow)
    }),
  )
})

test('a way back is given with what it loses, or why there is none, and none before the site has answered', () => {
  fc.assert(
    fc.property(rows, cases, (before, [given, result]) => {
      const kind = kindOf(given)
      const operation = kind.prepare(given, before)
      if (isMaking(operation)) expect(kind.invert(operation, pending, me)).toHaveProperty('why')
      const inverse = kind.invert(operation, { ...pending, result }, me)
      if ('why' in inverse) expect(inverse.why).toMatch(/[^.\s]$/)
      else for (const back of inverse.operations) expect(kindOf(back).describe(back)).not.toBe('')
    }),
  )
})

test.each<[string, Operation]>([
  ['comment', { kind: 'add-comment', key, author: me, body, typed: '' }],
  ['add an internal note', { kind: 'add-comment', key, author: me, body, typed: '', internal: true }],
  [
    'log 1h 30m',
    { kind: 'add-worklog', key, author: me, seconds: 5400, started: at, comment: null, remaining: 'auto' },
  ],
  ['link: is blocked by PAY-1', { kind: 'link', key, type: blocks, outward: false, other: keyOf('PAY-1') }],
  ['remove link: blocks PAY-1', { kind: 'unlink', key, link: linkOf('1') }],
  ['delete attachment 1.txt', { kind: 'delete-attachment', key, attachment: attachmentOf('1') }],
  ['create Bug Late', { kind: 'create', key: localKey('PAY', 1), ...made }],
  ['delete PAY-7', { kind: 'delete-issue', key, made }],
])('it says: %s', (words, operation) => {
  expect(kindOf(operation).describe(operation)).toBe(words)
})

test('making a link and taking it away stand in each other’s way, two comments do not', () => {
  const touches = (operation: Operation): readonly string[] => kindOf(operation).touches(operation)
  expect(touches({ kind: 'unlink', key, link: linkOf('1') })).toEqual(
    touches({ kind: 'link', key, type: blocks, outward: true, other: keyOf('PAY-1') }),
  )
  expect(touches({ kind: 'edit-comment', key, id: '1', body, typed: '' })).toEqual(
    touches({ kind: 'delete-comment', key, id: '1' }),
  )
  expect(touches({ kind: 'add-comment', key, author: me, body, typed: '' })).toEqual([])
})
