import { expect, test } from 'vitest'
import { faceWorld } from '../face/testing.ts'
import { openFirstPage } from '../store/first-page.ts'
import { issueDetailOf, keyOf } from '../store/testing.ts'

const schema = { type: 'string', items: null, system: 'summary', custom: null } as const

const familyWorld = () => {
  const world = faceWorld()
  const { behind, key, clock, replica } = world
  const child = keyOf('PAY-7')
  const { summary } = behind.issues.row(key) ?? { summary: '' }
  behind.issues.putDetail(issueDetailOf('PAY-7', 7, { parent: { key, summary } }), clock.now)
  world.engine.tell({})
  const rename = (text: string) =>
    replica.perform({
      kind: 'set-fields',
      key,
      changes: [{ id: 'summary', name: 'Summary', schema, value: { kind: 'text', text } }],
    })
  return { ...world, child, summary, rename }
}

test('a parent that is called otherwise here is so at once in the rows of its children', () => {
  const { replica, key, child, summary, rename, take, put } = familyWorld()
  expect(replica.issue(child)?.parent).toEqual({ key, summary })
  const { id } = rename('New')
  expect(replica.issue(child)?.parent).toEqual({ key, summary: 'New' })
  expect(replica.detail(child)?.detail?.parent).toEqual({ key, summary: 'New' })
  put(id, 'failed')
  expect(replica.issue(child)?.parent).toEqual({ key, summary })
  put(id, 'queued')
  take(id)
  expect(replica.operations()).toEqual([])
  expect(replica.issue(child)?.parent).toEqual({ key, summary: 'New' })
  expect(replica.detail(child)?.detail?.parent).toEqual({ key, summary: 'New' })
})

test('the first rows leave out one whose parent is changed here', () => {
  const { folder, child, clock, rename } = familyWorld()
  const page = () => {
    const found = openFirstPage({ folder, identity: 'site mira' }, clock.now)
    const issue = found?.issue(child)
    found?.close()
    return issue
  }
  expect(page()?.key).toBe(child)
  rename('New')
  expect(page()).toBeUndefined()
})
