import { describe, expect, test } from 'vitest'
import { awkwardIssues } from './awkward.ts'
import { cornerKeys } from './corners.ts'
import { createWorld } from './create-world.ts'
import { knownPeople } from './people.ts'
import { quirkIssues } from './quirks.ts'
import type { SandboxIssue, World } from './world.ts'

const hiddenKeys: ReadonlySet<string> = new Set([cornerKeys.archived, cornerKeys.embargoed])
const now = Date.UTC(2026, 10, 22, 8)
const world = createWorld({ now })
const shown = ({ issues }: World): readonly SandboxIssue[] => issues.filter((issue) => !hiddenKeys.has(issue.key))
const awkward = new Set(awkwardIssues.map(({ key }) => key))

const plain = (seed: number): unknown => {
  const { users, projects, issues, filters } = createWorld({ now, seed })
  const flat = issues.map((issue) => ({
    ...issue,
    watchers: [...issue.watchers],
    voters: [...issue.voters],
    custom: [...issue.custom],
  }))
  return JSON.stringify({ users, projects, issues: flat, filters })
}

describe('a world', () => {
  test('is the same for the same seed and another for another', () => {
    expect(plain(7)).toBe(plain(7))
    expect(plain(7)).not.toBe(plain(8))
  })

  test.each([0, 1, 39, 40, 400, 10_000])(
    'has exactly the issues asked for (%i) besides two hidden ones, each with its own key and id',
    (issues) => {
      const made = shown(createWorld({ now, issues }))
      expect(made).toHaveLength(issues)
      expect(new Set(made.map(({ key }) => key)).size).toBe(issues)
      expect(new Set(made.map(({ id }) => id)).size).toBe(issues)
    },
  )

  test('lies in the last 120 days and never in the future', () => {
    for (const { created, updated, resolved, comments } of world.issues) {
      expect(created).toBeGreaterThanOrEqual(now - 120 * 86_400_000)
      expect(updated).toBeGreaterThanOrEqual(created)
      expect(Math.max(updated, resolved ?? 0, ...comments.map((comment) => comment.updated))).toBeLessThanOrEqual(now)
    }
  })

  test('rarely repeats a summary, and none is longer than Jira allows', () => {
    const summaries = world.issues.map(({ summary }) => summary)
    expect(new Set(summaries).size).toBeGreaterThan(390)
    for (const summary of summaries) expect(summary.length).toBeLessThanOrEqual(255)
  })

  test('leaves no slot of a template unfilled', () => {
    const slots = /\{(?:provider|thing|service|cluster|product|customer|answer|number|tool|symptom|condition|screen)\}/u
    for (const { summary, description, comments } of world.issues) {
      expect([summary, description, ...comments.map(({ body }) => body)].join('\n')).not.toMatch(slots)
    }
  })

  test('leaves about a third of the issues to nobody, so that there is something to triage', () => {
    const share = world.issues.filter(({ assigneeKey }) => assigneeKey === null).length / world.issues.length
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.45)
  })

  test('has a resolution exactly on the issues that are done', () => {
    const done = new Set(['5', '6', '10003', '10004'])
    for (const { statusId, resolutionId, resolved } of world.issues) {
      expect(resolutionId !== null).toBe(done.has(statusId))
      expect(resolved !== null).toBe(done.has(statusId))
    }
  })

  test('joins sub-tasks and links from both sides', () => {
    for (const { id, parentId, links } of world.issues) {
      if (parentId !== null) expect(world.findIssue(parentId)?.subtaskIds).toContain(id)
      for (const { id: linkId, otherId, direction } of links) {
        const back = world.findIssue(otherId)?.links.find((link) => link.id === linkId)
        expect(back).toMatchObject({ otherId: id, direction: direction === 'inward' ? 'outward' : 'inward' })
      }
    }
    expect(world.issues.some(({ parentId }) => parentId !== null)).toBe(true)
    expect(world.issues.some(({ links }) => links.length > 0)).toBe(true)
  })

  test('keeps the awkward issues under known keys, old enough to stay off the first page', () => {
    const newest = world.issues.toSorted((a, b) => b.updated - a.updated).slice(0, 100)
    for (const { key } of awkwardIssues) expect(world.findIssue(key)).toBeDefined()
    expect(newest.filter(({ key }) => awkward.has(key))).toEqual([])
  })

  test('keeps its hostile characters to the awkward issues', () => {
    const hostile = /[\u0000-\u0008\u000e-\u001f\u007f\u2028\u2029\u202a-\u202e]/u
    const bad = world.issues.filter(({ summary, description }) => hostile.test(`${summary}${description ?? ''}`))
    expect(bad.map(({ key }) => key)).toEqual(['PAY-101', 'PAY-102', 'PAY-103', 'PAY-112'])
    expect(world.findIssue('PAY-109')?.comments[0]?.body).toHaveLength(102_400)
  })

  test('finds issues by id and by key in any case, and those added later', () => {
    const [first] = world.issues
    expect(world.findIssue(first?.id ?? 0)).toBe(first)
    expect(world.findIssue(first?.key.toLowerCase() ?? '')).toBe(first)
    const own = createWorld({ now, issues: 3 })
    const template = own.issues[0]
    if (template === undefined) throw new TypeError('a world of three has a first issue')
    own.issues.push({ ...template, id: 77_777, key: 'PAY-7777', number: 7777 })
    expect(own.findIssue('PAY-7777')?.id).toBe(77_777)
  })

  test('has people whose name is not their key, one of them inactive', () => {
    for (const { name, key, password } of world.users) {
      expect(name).not.toBe(key)
      expect(password).toBe(name)
    }
    expect(world.findUser(knownPeople.inactive)?.active).toBe(false)
    expect(world.findUser('MIRA')?.timeZone).toBe('Europe/Stockholm')
  })

  test('finds an issue under the key that it had before it was moved', () => {
    expect(world.findIssue(cornerKeys.movedFrom)?.key).toBe(cornerKeys.moved)
  })

  test('forgets an issue that is taken out, and finds its neighbours as before', () => {
    const own = createWorld({ now, issues: 50 })
    const [first, second] = own.issues
    if (first === undefined || second === undefined) throw new TypeError('a world of fifty has two issues')
    own.removeIssue(first)
    expect(own.findIssue(first.key)).toBeUndefined()
    expect(own.findIssue(second.key)).toBe(second)
    own.issues.push({ ...first, id: 88_888, key: 'PAY-8888', number: 8888 })
    expect(own.findIssue('PAY-8888')?.id).toBe(88_888)
  })

  test('has large and odd issues on top when asked for quirks', () => {
    const large = createWorld({ now, quirks: true })
    for (const { key } of quirkIssues) expect(large.findIssue(key)).toBeDefined()
    expect(large.findIssue('PAY-130')?.description).toHaveLength(1_100_000)
    expect(large.findIssue('PAY-134')?.attachments).toHaveLength(687)
    expect(world.findIssue('PAY-130')).toBeUndefined()
  })
})
