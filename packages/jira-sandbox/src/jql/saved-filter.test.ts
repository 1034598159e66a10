import { expect, test } from 'vitest'
import { createWorld } from '../world/create-world.ts'
import { visibleProjects } from '../world/permissions.ts'
import type { JqlContext } from './context.ts'
import { searchIssues } from './evaluate.ts'
import { JqlError } from './jql-error.ts'

const now = Date.UTC(2026, 10, 22, 8)
const world = createWorld({ now })
const user = world.findUser('mira')
const mira: JqlContext = { world, user, now, projects: visibleProjects(world, user) }
const nobody: JqlContext = { world, user: undefined, now, projects: [] }

const keys = (jql: string, context = mira): readonly string[] => searchIssues(jql, context).map(({ key }) => key)

const refusal = (jql: string, context = mira): readonly string[] => {
  try {
    return keys(jql, context)
  } catch (error) {
    if (error instanceof JqlError) return error.messages
    throw error
  }
}

test('a saved filter is what its query finds, in another order and with more conditions', () => {
  const own = keys('project = OPS AND issuetype = Incident AND statusCategory != Done ORDER BY key ASC')
  expect(own.length).toBeGreaterThan(2)
  expect(keys('filter = 10502 ORDER BY key ASC')).toEqual(own)
  expect(keys('savedFilter = "new incidents" ORDER BY key ASC')).toEqual(own)
  expect(keys('filter in (10502, 10503) AND project = OPS ORDER BY key ASC')).toEqual(own)
  expect(keys('filter != 10502 AND project = OPS').some((key) => own.includes(key))).toBe(false)
})

test('a filter that is not there, or not for this person, is refused by its number or name', () => {
  expect(refusal('filter = 99999')).toEqual(["A value with ID '99999' does not exist for the field 'filter'."])
  expect(refusal('filter = nothing')).toEqual(["The value 'nothing' does not exist for the field 'filter'."])
  expect(refusal('filter = 10502', nobody)).toHaveLength(1)
  expect(refusal('filter ~ 10502')).toEqual(["The operator '~' is not supported by the 'filter' field."])
})

test('filters that name one another in a circle are refused', () => {
  const [first, second] = world.filters
  if (first === undefined || second === undefined) throw new Error('no filters')
  const others = world.filters.filter((one) => one !== first && one !== second)
  const circle = {
    ...world,
    filters: [{ ...first, jql: `filter = ${second.id}` }, { ...second, jql: `filter = ${first.id}` }, ...others],
  }
  expect(refusal(`filter = ${first.id}`, { ...mira, world: circle })[0]).toContain('cyclical')
})
