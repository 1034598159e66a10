import type { SiteClient } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { lookOne } from './look-one.ts'
import { me, senderWorld, wiki } from './testing.ts'
import { usualGraces } from './verdict.ts'

test('a look that takes long tells how it was when it began', async () => {
  let clock = 0
  const { client, store, put, key, other, stored } = await senderWorld()
  const { id, mark } = put({ kind: 'add-comment', key, author: me, body: wiki('Late'), typed: 'Late' })
  store.outbox.update(id, { state: 'unknown', firstSentAt: Date.now(), attempts: 1 })
  const comments: SiteClient['comments'] = async (query, options) => {
    const answer = await client.comments(query, options)
    clock = 5_000
    return answer
  }
  const ports = {
    client: { ...client, comments },
    store,
    deployment: 'datacenter',
    me: async () => me,
    now: Date.now,
    elapsed: () => clock,
    graces: usualGraces,
    signal: new AbortController().signal,
  } as const
  const doubt = { sureAt: 3_000, looks: 1, losses: 0 }
  expect(await lookOne(ports, stored(id), doubt)).toEqual({ kind: 'look', afterMs: 3_000 })
  await other.addComment(key, { body: wiki('Late'), mark })
  expect(await lookOne(ports, stored(id), doubt)).toEqual({ kind: 'over' })
  expect(stored(id).state).toBe('sent')
})
