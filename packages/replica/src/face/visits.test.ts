import { expect, test } from 'vitest'
import { combineReplicas } from '../combined/combine-replicas.ts'
import { visitedView } from '../replica.ts'
import { issueOf, keyOf } from '../store/testing.ts'
import { type FaceWorld, faceWorld } from './testing.ts'

const spec = { id: visitedView, title: 'Recently viewed', jql: 'issuekey in issueHistory()' }
const [first, second, third] = [keyOf('PAY-1'), keyOf('PAY-2'), keyOf('PAY-3')]

const filled = (): FaceWorld => {
  const world = faceWorld()
  for (const [at, key] of [first, second, third].entries()) world.behind.issues.putRow(issueOf(key, at + 1), 1)
  world.replica.poll()
  return world
}

test('issues that were opened are a list of the copy, the newest first and each once', async () => {
  const { replica, clock, behind } = filled()
  await replica.openView(spec)
  expect(replica.view(visitedView)).toMatchObject({ keys: [], total: 0, phase: 'idle', error: null })
  for (const key of [first, second, first, third, keyOf('PAY-99')]) {
    clock.now += 1_000
    replica.visit(key)
  }
  expect(replica.view(visitedView)).toMatchObject({ spec, keys: [third, first, second], total: 3 })
  // Nobody asks a site for it, and it is no list of the site's.
  expect(replica.views()).toEqual([])
  behind.issues.remove(third)
  replica.poll()
  expect(replica.view(visitedView)?.keys).toEqual([first, second])
  const { project, type, summary } = issueOf(first, 1)
  replica.perform({ kind: 'delete-issue', key: first, made: { fields: {}, shown: { project, type, summary } } })
  expect(replica.view(visitedView)?.keys).toEqual([second])
})

test('over several sites it is one list by the times at which they were opened', async () => {
  const [acme, beta] = [filled(), filled()]
  const both = combineReplicas([
    { site: 'acme', replica: acme.replica },
    { site: 'beta', replica: beta.replica },
  ])
  await both.openView(spec)
  for (const [at, key] of ['acme:PAY-1', 'beta:PAY-3', 'acme:PAY-3', 'beta:PAY-1'].entries()) {
    acme.clock.now = 1_000_000 + at
    beta.clock.now = 1_000_000 + at
    both.visit(key as never)
  }
  const list = ['beta:PAY-1', 'acme:PAY-3', 'beta:PAY-3', 'acme:PAY-1']
  expect(both.view(visitedView)?.keys).toEqual(list)
  expect([...both.visits().keys()]).toEqual(list)
})
