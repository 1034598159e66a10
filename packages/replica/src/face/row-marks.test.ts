import { expect, test } from 'vitest'
import { issueOf } from '../store/testing.ts'
import { faceWorld, noah } from './testing.ts'

test('an issue that is new, or was changed since it was seen, is unread until it is looked at', () => {
  const { replica, key, behind, clock, engine } = faceWorld()
  expect(replica.marks(key).unread).toBe(false)
  const issue = issueOf('PAY-3', 3)
  behind.issues.putRow(issue, clock.now)
  behind.issues.putRow(issueOf(key, 1, { updated: new Date(clock.now).toISOString() }), clock.now)
  engine.tell({})
  expect(replica.marks(key).unread).toBe(true)
  expect(replica.marks(issue.key).unread).toBe(true)
  replica.markRead([key, issue.key])
  expect(replica.marks(key).unread).toBe(false)
  expect(replica.marks(issue.key).unread).toBe(false)
})

test('looking at what was seen already changes nothing', () => {
  const { replica, key } = faceWorld()
  const version = replica.version()
  replica.markRead([key])
  expect(replica.version()).toBe(version)
})

test('who acts on an issue has seen it', () => {
  const { replica, behind, clock, engine } = faceWorld()
  const issue = issueOf('PAY-3', 3)
  behind.issues.putRow(issue, clock.now)
  engine.tell({})
  replica.perform({ kind: 'assign', key: issue.key, assignee: noah })
  expect(replica.marks(issue.key)).toMatchObject({ unread: false, pending: true })
})
