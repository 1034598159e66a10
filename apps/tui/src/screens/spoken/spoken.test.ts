import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWorld, testIssue, type World } from '../../app/testing.ts'
import { hostileLine, isHarmless } from '../testing.ts'
import { spokenLines } from './spoken-lines.ts'

const said = ({ app, state, session }: World): readonly string[] =>
  spokenLines({ app, state: state(), session: session() })

test('a row is one sentence, and a step of the cursor changes that line alone', async () => {
  const world = await openWorld()
  const before = said(world)
  expect(before).toEqual(['work, Untriaged', '1 of 3: PAY-1: Summary of 1. Open, Medium, Bug, unassigned, 2h'])
  world.press('j')
  const after = said(world)
  expect(after[0]).toBe(before[0])
  expect(after[1]).toMatch(/^2 of 3: PAY-2/)
  world.press('x')
  world.press('k')
  expect(said(world)[1]).toContain('Summary of 2. marked')
})

test('a dialog is text without frames, and its last line is the row of the cursor', async () => {
  const world = await openWorld()
  world.press(':')
  const before = said(world)
  expect(before[0]).toContain('Commands')
  expect(before.join('')).not.toMatch(/[─│╭╮╰╯▸]/)
  world.press('down')
  const after = said(world)
  expect(after.at(-1)).toMatch(/^> /)
  expect(after.slice(0, -1).filter((line, at) => line !== before[at])).toHaveLength(1)
})

test('an open issue is its text from the top', async () => {
  const world = await openWorld()
  world.press('enter')
  expect(said(world).join('\n')).toContain('Description of 1')
})

test('the inbox says how much is left and which issue is decided about', async () => {
  const world = await openWorld()
  world.press('i')
  expect(said(world).slice(0, 2)).toEqual([
    'work, inbox of Untriaged, 3 left, 0 decided',
    '1 of 3: PAY-1: Summary of 1. Open, Medium, Bug, unassigned, 2h',
  ])
  expect(said(world).join('\n')).toContain('Description of 1')
  expect(said(world).join('')).not.toMatch(/[─│╭╮╰╯▸]/)
  world.press('y')
  const after = said(world)
  expect(after[0]).toBe('work, inbox of Untriaged, 2 left, 1 decided')
  expect(after[1]).toMatch(/^1 of 2: PAY-2/)
  expect(after.at(-1)).toContain('PAY-1 accepted')
  world.press('y', 'y')
  expect(said(world)[1]).toBe('Nothing is left here. u takes the last decision back, Esc goes to the list')
})

test('nothing of what a site says is more than text', async () => {
  await fc.assert(
    fc.asyncProperty(hostileLine, async (summary) => {
      const world = await openWorld({ issues: [testIssue(1, { summary })] })
      for (const line of said(world)) expect(isHarmless(line)).toBe(true)
      world.press('enter')
      for (const line of said(world)) expect(isHarmless(line)).toBe(true)
      await world.close()
    }),
    { numRuns: 10 },
  )
})
