import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { keyOf, refresherWorld, viewOf } from './testing.ts'
import { knownWayBack, readTransitions, rememberTransitions } from './transitions.ts'

const day = 24 * 60 * 60_000

test('the way back is known from what the workflow offered to an issue of the same kind', async () => {
  const { refresher, store, client, clocks, remote, touch } = await refresherWorld()
  await refresher.openView(viewOf('key in (PAY-104, PAY-105)'))
  const before = store.issues.row(keyOf('PAY-104'))
  if (before === undefined) throw new Error('no row')
  const steps = await client.transitions(before.key)
  const [step] = steps
  if (step === undefined) throw new Error('no step')
  expect(knownWayBack(store, before, step.to, clocks.here)).toBe('unknown')

  touch('PAY-105', (issue) => {
    issue.statusId = step.to.id
    issue.typeId = remote('PAY-104').typeId
  })
  const there = await client.issue('PAY-105')
  const back = await client.transitions(there.key)
  rememberTransitions(store, there, back, clocks.here)
  const isWay = back.some(({ to, available }) => available && to.id === before.status.id)
  expect(knownWayBack(store, before, step.to, clocks.here)).toBe(isWay ? 'yes' : 'no')

  const without = back.filter(({ to }) => to.id !== before.status.id)
  rememberTransitions(store, there, without, clocks.here)
  expect(knownWayBack(store, before, step.to, clocks.here)).toBe('no')
  expect(knownWayBack(store, before, step.to, clocks.here + 2 * day)).toBe('unknown')
  rememberTransitions(
    store,
    there,
    [{ id: '9', name: 'Back', to: before.status, available: true, fields: [] }],
    clocks.here,
  )
  expect(knownWayBack(store, before, step.to, clocks.here + 2 * day)).toBe('yes')
})

test('a copy that holds something else under the name does not know', async () => {
  const { refresher, store, clocks } = await refresherWorld()
  await refresher.openView(viewOf('key = PAY-104'))
  const issue = store.issues.row(keyOf('PAY-104'))
  if (issue === undefined) throw new Error('no row')
  store.catalogues.put(`transitions:PAY/${issue.type.id}/7`, [null, 7, { toId: 7 }], clocks.here - 2 * day)
  expect(knownWayBack(store, issue, { id: '7', name: 'Seven', category: 'new' }, clocks.here)).toBe('unknown')
})

test('offline, the steps are those that issues of the same kind were offered before', async () => {
  const offline = new JiraApiError('network', 'no route', { reason: 'ENETUNREACH' })
  let isOffline = false
  const { refresher, store, client, clocks } = await refresherWorld({
    between: (site) => ({
      transitions: async (...args) => {
        if (isOffline) throw offline
        return site.transitions(...args)
      },
    }),
  })
  const ports = { client, store, now: () => clocks.here }
  await refresher.openView(viewOf('key in (PAY-104, PAY-105)'))
  const [asked, alike] = [keyOf('PAY-104'), keyOf('PAY-105')]
  const row = store.issues.row(asked)
  if (row === undefined) throw new Error('no row')
  store.issues.putRow({ ...row, id: store.issues.row(alike)?.id ?? '', key: alike }, clocks.here)
  const steps = await readTransitions(ports, asked)
  expect(steps.length).toBeGreaterThan(0)
  isOffline = true
  expect(await readTransitions(ports, alike)).toEqual(steps.filter(({ available }) => available))
  store.issues.putRow({ ...row, status: { id: '99', name: 'Elsewhere', category: 'new' } }, clocks.here)
  await expect(readTransitions(ports, asked)).rejects.toBe(offline)
})
