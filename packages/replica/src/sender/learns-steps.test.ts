import { expect, test } from 'vitest'
import { knownTransitions, knownWayBack } from '../refresher/transitions.ts'
import { senderWorld } from './testing.ts'

test('a step that was looked up to be sent, and is not there, is known not to be there from then on', async () => {
  const { engine, store, put, stored, key } = await senderWorld()
  const issue = store.issues.row(key)
  if (issue === undefined) throw new Error('no row')
  const nowhere = { id: '77', name: 'Nowhere', category: 'new' } as const
  const before = { ...issue, status: nowhere }
  expect(knownWayBack(store, before, issue.status, Date.now())).toBe('unknown')
  const { id } = put({
    kind: 'transition',
    key,
    transition: { id: null, name: 'Back to Nowhere', to: nowhere },
    fields: {},
    base: { status: issue.status, resolution: null },
  })
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({ state: 'failed', error: { message: 'No step leads to Nowhere from here' } })
  expect(knownTransitions(store, issue)?.length).toBeGreaterThan(0)
  expect(knownWayBack(store, before, issue.status, Date.now())).toBe('no')
})
