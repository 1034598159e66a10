import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf } from './issue-row.ts'
import { renamedIn } from './rename-key.ts'
import type { OperationState } from './store.ts'
import { givenStore, issueOf, keyOf } from './testing.ts'

const local = 'PAY-NEW1'
const real = 'PAY-77'

test('renaming changes each string that is the key, wherever it is, and nothing else', () => {
  const leaf = fc.oneof(
    fc.constantFrom(local, real, `${local}0`, `x ${local}`, ''),
    fc.string(),
    fc.integer(),
    fc.constant(null),
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('key', 'other', 'parent', 'fields', local), tie('tree')),
    ),
  }))
  fc.assert(
    fc.property(tree, (value) => {
      const text = JSON.stringify(value)
      const expected = text.replaceAll(new RegExp(`(?<!\\\\)"${local}"(?!:)`, 'g'), `"${real}"`)
      expect(JSON.stringify(renamedIn(value, local, real))).toBe(expected)
    }),
  )
})

test('renaming leaves what somebody wrote', () => {
  const value = { key: local, typed: local, body: { source: local }, shown: { summary: local, parent: { key: local } } }
  const expected = {
    key: real,
    typed: local,
    body: { source: local },
    shown: { summary: local, parent: { key: real } },
  }
  expect(renamedIn(value, local, real)).toEqual(expected)
})

test('a filter finds what going through the rows finds, in the order that was asked for', () => {
  const word = fc.constantFrom(
    'pay',
    'ümlaut',
    'İstanbul',
    'done',
    '%',
    '_',
    '"',
    "'",
    'a b',
    '漢字',
    'PAY-1',
    'unassigned',
  )
  const rows = fc.array(
    fc.record({ summary: fc.array(word).map((words) => words.join(' ')), isAssigned: fc.boolean() }),
    {
      maxLength: 12,
    },
  )
  const store = givenStore()
  fc.assert(
    fc.property(
      rows,
      fc.array(
        word.map((text) => text.toLowerCase()),
        { maxLength: 3 },
      ),
      fc.nat(),
      (given, words, seed) => {
        const issues = given.map(({ summary, isAssigned }, at) =>
          issueOf(`PAY-${at + 1}`, at + 1, { summary, ...(isAssigned ? {} : { assignee: null }) }),
        )
        store.transaction(() => {
          for (let at = 1; at <= 12; at += 1) store.issues.remove(keyOf(`PAY-${at}`))
          for (const issue of issues) store.issues.putRow(issue, 1)
        })
        const among = [...issues.map(({ key }) => key), keyOf('PAY-99')].toSorted(
          (a, b) => ((a.charCodeAt(4) * (seed % 97)) % 13) - ((b.charCodeAt(4) * (seed % 97)) % 13),
        )
        const naive = among.filter((key) => {
          const issue = issues.find((one) => one.key === key)
          return issue !== undefined && words.every((text) => lineOf(issue).includes(text))
        })
        expect(store.issues.matching(among, words)).toEqual(naive)
      },
    ),
    { numRuns: 60 },
  )
})

test('searching survives any text', () => {
  const { issues } = givenStore()
  issues.putRow(issueOf('PAY-1', 1, { summary: 'NEAR the "end" of AND OR NOT' }), 1)
  const piece = fc.constantFrom(
    '"',
    "'",
    '*',
    '(',
    ')',
    ':',
    '^',
    '-',
    '+',
    'NEAR(',
    'AND',
    'OR',
    'NOT',
    '{',
    '}',
    '\0',
    'key:',
    'PAY-1',
    '\ud800',
    ' ',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, fc.integer({ min: -1, max: 5 }), (asked, limit) => {
      expect(issues.search(asked, limit).length).toBeLessThanOrEqual(Math.max(0, limit))
    }),
  )
  expect(issues.search('NEAR AND NOT', 5)).toHaveLength(1)
  expect(issues.search('x'.repeat(100_000), 5)).toEqual([])
})

test('the outbox has open what was added and is neither sent nor dropped, whatever happens', () => {
  const states: readonly OperationState[] = ['queued', 'sending', 'unknown', 'conflict', 'failed', 'sent', 'dropped']
  const step = fc.oneof(
    fc.record({ do: fc.constant('add' as const), keys: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }) }),
    fc.record({ do: fc.constant('set' as const), at: fc.nat(), state: fc.constantFrom(...states) }),
    fc.record({ do: fc.constant('settle' as const), at: fc.nat() }),
    fc.record({ do: fc.constant('prune' as const), keep: fc.nat({ max: 3 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const store = givenStore()
      const { outbox } = store
      const model = new Map<number, { key: string; state: OperationState }>()
      let order = 0
      const pick = (at: number): number | undefined => [...model.keys()][at % Math.max(model.size, 1)]
      for (const one of steps) {
        const id = 'at' in one ? pick(one.at) : undefined
        if (one.do === 'add') {
          const operations = one.keys.map((at) => ({
            operation: { kind: 'watch', key: keyOf(`PAY-${at}`), isWatching: true, user: null } as const,
          }))
          const added = outbox.add({ title: 'x', performedAt: 1, operations })
          for (const { id: made, operation } of added.operations)
            model.set(made, { key: operation.key, state: 'queued' })
        }
        const known = id === undefined ? undefined : model.get(id)
        if (one.do === 'set' && id !== undefined && known !== undefined) {
          outbox.update(id, { state: one.state })
          model.set(id, { ...known, state: one.state })
        }
        if (one.do === 'settle' && id !== undefined && known !== undefined) {
          outbox.settle(id, {}, 1)
          order += 1
          model.set(id, { ...known, state: 'sent' })
        }
        if (one.do === 'prune') outbox.prune(one.keep)
        const open = [...model].filter(([, { state }]) => state !== 'sent' && state !== 'dropped')
        expect(outbox.open().map((stored) => stored.id)).toEqual(open.map(([made]) => made))
        expect([...outbox.openKeys()].toSorted()).toEqual([...new Set(open.map(([, { key }]) => key))].toSorted())
        expect(outbox.lastOrder()).toBe(order)
        for (const made of model.keys()) if (outbox.get(made) === undefined) model.delete(made)
      }
      const before = outbox.open()
      const { folder } = store
      store.close()
      const again = givenStore(folder)
      expect(again.opened).toEqual({ state: 'ready', rescued: 0 })
      expect(again.outbox.open()).toEqual(before)
      again.close()
    }),
    { numRuns: 15 },
  )
})
