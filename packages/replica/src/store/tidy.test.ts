import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { givenFolder, givenStore, issueOf, keyOf } from './testing.ts'

const segments = (folder: string): number => {
  const db = new DatabaseSync(join(folder, 'replica.sqlite'), { readOnly: true })
  const found = db.prepare('SELECT count(DISTINCT segid) AS n FROM issue_text_idx').get()
  db.close()
  return Number(found?.['n'])
}

test('tidying brings together what rewritten texts have scattered, and finds the same', () => {
  const folder = givenFolder()
  const store = givenStore(folder)
  for (let round = 0; round < 17; round += 1)
    for (let id = 1; id <= 15; id += 1)
      store.issues.putRow(issueOf(`PAY-${id}`, id, { summary: `word${round} w${id}` }), 1)
  const scattered = segments(folder)
  store.tidy()
  expect(scattered).toBeGreaterThan(6)
  expect(segments(folder)).toBeLessThan(3)
  expect(store.issues.search('word16 w7', 5).map(({ key }) => key)).toEqual(['PAY-7'])
  expect(store.issues.search('word15', 5)).toEqual([])
})

test('tidying forgets what is long over, and keeps what can still be taken back', () => {
  let now = 1_000
  const store = givenStore(givenFolder(), { now: () => now })
  const operation = { kind: 'vote', key: keyOf('PAY-1'), isFor: true } as const
  store.transaction(() => {
    for (let at = 0; at < 1_100; at += 1) {
      const [stored] = store.outbox.add({
        title: `change ${at}`,
        performedAt: now,
        operations: [{ operation }],
      }).operations
      if (stored !== undefined) store.outbox.settle(stored.id, {}, now)
    }
    store.outbox.add({ title: 'waits', performedAt: now, operations: [{ operation }] })
  })
  now += 2 * 3_600_000
  store.tidy()
  expect(store.outbox.changes(2_000)).toHaveLength(1_000)
  expect(store.outbox.open()).toHaveLength(1)
})
