import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld } from './create-world.ts'
import type { SandboxIssue, World } from './world.ts'

const open = (issues = 3): { world: World; add: (projectKey: string) => SandboxIssue } => {
  const world = createWorld({ issues })
  const [first] = world.issues
  if (first === undefined) throw new TypeError('a world of three has a first issue')
  // As it is now: the first one may be moved later.
  const pattern = { ...first }
  return {
    world,
    add: (projectKey) => {
      const number = world.nextIssueNumber(projectKey)
      const issue = { ...pattern, id: world.nextIssueId(), number, projectKey, key: `${projectKey}-${number}` }
      world.issues.push({ ...issue, custom: new Map() })
      return world.findIssue(issue.id) ?? issue
    },
  }
}

const projectKey = fc.constantFrom('PAY', 'OPS', 'SUP')
const anyStep = fc.oneof(
  fc.record({ does: fc.constant('add' as const), projectKey, at: fc.nat() }),
  fc.record({ does: fc.constantFrom('remove' as const, 'move' as const), projectKey, at: fc.nat() }),
)

test('No key and no id comes twice, and each leads to the issue that had it, as long as that is there', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const { world, add } = open()
      const owners = new Map(world.issues.flatMap(({ id, key }) => [[String(id), id] as const, [key, id] as const]))
      const own = (name: string, id: number): void => {
        expect(owners.has(name)).toBe(false)
        owners.set(name, id)
      }
      for (const { does, projectKey: to, at } of steps) {
        const issue = world.issues[at % Math.max(1, world.issues.length)]
        if (does === 'add') {
          const { id, key } = add(to)
          own(String(id), id)
          own(key, id)
        } else if (issue !== undefined && does === 'remove') world.removeIssue(issue)
        else if (issue !== undefined) {
          const { key } = issue
          world.moveIssue(issue, to)
          if (issue.key !== key) own(issue.key, issue.id)
        }
      }
      const there = new Set(world.issues.map(({ id }) => id))
      for (const [name, id] of owners) expect(world.findIssue(name)?.id).toBe(there.has(id) ? id : undefined)
    }),
  )
})

test('A number that is only looked at is not spent', () => {
  const { world, add } = open()
  const [number, id] = [world.nextIssueNumber('PAY'), world.nextIssueId()]
  expect([world.nextIssueNumber('PAY'), world.nextIssueId()]).toEqual([number, id])
  expect(add('PAY')).toMatchObject({ number, id })
  expect([world.nextIssueNumber('PAY'), world.nextIssueId()]).toEqual([number + 1, id + 1])
})

test('An issue that is moved to where it is keeps its key, and one that is gone is not moved', () => {
  const { world, add } = open()
  const [stays, goes] = [add('PAY'), add('PAY')]
  const { key } = stays
  world.moveIssue(stays, 'PAY')
  expect([stays.key, stays.formerKeys]).toEqual([key, undefined])
  world.removeIssue(goes)
  world.moveIssue(goes, 'OPS')
  expect(goes.projectKey).toBe('PAY')
})

test('What names an issue by its key follows it when it is moved', () => {
  const { world, add } = open()
  const [epic, child, other] = [add('PAY'), add('PAY'), add('PAY')]
  child.custom.set('customfield_10102', epic.key)
  other.custom.set('customfield_10102', child.key)
  world.moveIssue(epic, 'OPS')
  expect(epic.key).toMatch(/^OPS-/u)
  expect(child.custom.get('customfield_10102')).toBe(epic.key)
  expect(other.custom.get('customfield_10102')).toBe(child.key)
})
