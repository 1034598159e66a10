import type { IssueKey } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import type { Decision, Operation, Verdict } from '../operations/operation.ts'
import type { Replica } from '../replica.ts'
import { issueOf, keyOf } from '../store/testing.ts'
import { faceWorld, noah } from './testing.ts'

const decision = (verdict: Verdict, at: number): Decision => ({ verdict, at, view: 'untriaged', reason: '' })
const decide = (key: IssueKey, verdict: Verdict, at: number): Operation => ({
  kind: 'decide',
  key,
  decision: decision(verdict, at),
})

const verdicts = (replica: Replica): readonly (readonly [string, string, boolean])[] =>
  replica.decisions().map(({ key, verdict, changed }) => [key, verdict, changed])

const undo = (replica: Replica): void => {
  const plan = replica.planUndo()
  if (plan !== null) replica.takeBack(plan)
}
const redo = (replica: Replica): void => {
  const plan = replica.planRedo()
  if (plan !== null) replica.takeBack(plan)
}

test('a decision is one change with what it does, and another process takes back all of it', () => {
  const { replica, key, another } = faceWorld()
  const before = replica.issue(key)?.assignee
  replica.performAll([{ kind: 'assign', key, assignee: noah }, decide(key, 'assigned', 5)], 'PAY-1 assigned')
  expect(verdicts(replica)).toEqual([['PAY-1', 'assigned', false]])
  const other = another()
  expect(verdicts(other)).toEqual([['PAY-1', 'assigned', false]])
  undo(other)
  expect(verdicts(other)).toEqual([])
  expect(other.issue(key)?.assignee).toEqual(before)
  redo(other)
  expect(verdicts(other)).toEqual([['PAY-1', 'assigned', false]])
  expect(other.issue(key)?.assignee).toEqual(noah)
})

test('a decision about an issue that came back is taken back to the one before, which brings it back again', () => {
  const { replica, key, behind } = faceWorld()
  replica.perform(decide(key, 'accepted', 5))
  behind.issues.putRow({ ...issueOf('PAY-1', 1), ...behind.issues.row(key), updated: '2026-12-24T08:00:00.000Z' }, 9)
  replica.poll()
  expect(verdicts(replica)).toEqual([['PAY-1', 'accepted', true]])
  replica.perform(decide(key, 'declined', 6))
  expect(verdicts(replica)).toEqual([['PAY-1', 'declined', false]])
  undo(replica)
  expect(verdicts(replica)).toEqual([['PAY-1', 'accepted', true]])
  redo(replica)
  expect(verdicts(replica)).toEqual([['PAY-1', 'declined', false]])
})

test('a decision done again stands, whatever taking it back had changed on the site', () => {
  const { replica, key, behind } = faceWorld()
  replica.perform(decide(key, 'accepted', 5))
  undo(replica)
  behind.issues.putRow({ ...issueOf('PAY-1', 1), ...behind.issues.row(key), updated: '2026-12-24T08:00:00.000Z' }, 9)
  redo(replica)
  expect(verdicts(replica)).toEqual([['PAY-1', 'accepted', false]])
})

test('an issue that the copy does not know can be decided, and stands when it comes', () => {
  const { replica, behind } = faceWorld()
  const key = keyOf('PAY-77')
  replica.perform(decide(key, 'accepted', 5))
  behind.issues.putRow(issueOf('PAY-77', 77), 9)
  replica.poll()
  expect(verdicts(replica)).toEqual([['PAY-77', 'accepted', false]])
})
