import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { soon } from '../../app/testing/patience.ts'
import { openWorld, refusal, testKey } from '../../app/testing.ts'
import { drawn, failed, idle } from './testing.ts'

test('what the site has not taken is listed, sent again or given up', async () => {
  let refuses = true
  const assign = async () => {
    if (refuses) throw refusal('User cannot be assigned')
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A', 'j', 'A')
  await idle(world)
  await failed(world)
  expect(world.session().replica.issue(testKey(1))?.assignee).toBeNull()
  world.press('O')
  expect(drawn(world)).toMatch(/▸ PAY-1 assign to Mia Me.*✗ not taken[\s\S]*PAY-2 assign to Mia Me.*✗ not taken/)
  expect(drawn(world)).toContain('User cannot be assigned')
  refuses = false
  world.press('r')
  await world.until(({ toast }) => toast?.text === 'Sent: PAY-1 assign to Mia Me')
  world.press('d')
  expect(world.session().replica.operations()).toEqual([])
  expect(drawn(world)).toContain('Everything was sent')
})

test('what waits for the connection is said, kept and sent by itself', async () => {
  let offline = true
  const assign = async () => {
    if (offline) throw new JiraApiError('network', 'no route', { reason: 'ECONNREFUSED' })
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A')
  await world.until(({ toast }) => toast?.tone === 'warn')
  expect(world.toast()).toContain('what you changed is kept and sent later')
  expect(world.session().replica.issue(testKey(1))?.assignee?.name).toBe('Mia Me')
  world.press('O')
  expect(drawn(world)).toContain('⇅ waits')
  offline = false
  await world.session().wake()
  await soon(() => expect(world.session().replica.operations()).toEqual([]))
})

test('sending again says when it was refused again', async () => {
  const assign = async () => {
    throw refusal('User cannot be assigned')
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A')
  await failed(world)
  world.press('O', 'r')
  await failed(world)
  expect(world.toast()).toContain('User cannot be assigned')
})
