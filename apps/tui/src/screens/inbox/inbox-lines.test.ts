import { expect, test } from 'vitest'
import { openWorld, testIssue, testNow, type World } from '../../app/testing.ts'
import { bare, cells, isHarmless, plainTheme, themes } from '../testing.ts'
import { inboxLines } from './inbox-lines.ts'

const sizes = [
  [24, 6],
  [40, 10],
  [80, 24],
  [100, 16],
  [120, 36],
  [200, 60],
] as const

const hostile = '漢字 \u202E👩‍💻 crash with a very long tail '.repeat(4)

const openInbox = async (size = { columns: 120, rows: 36 }, count = 9): Promise<World> => {
  const issues = Array.from({ length: count }, (_, at) =>
    testIssue(at + 1, { summary: at % 2 === 0 ? `Crash in checkout ${at}` : hostile }),
  )
  const world = await openWorld({ issues, size })
  world.press('i')
  await world.until(({ inbox }) => inbox?.candidates?.key === inbox?.cursorKey)
  return world
}

const drawn = (world: World, theme = plainTheme): readonly string[] =>
  inboxLines({ app: world.app, state: world.state(), session: world.session(), theme })

const text = (world: World): string => drawn(world).map(bare).join('\n')

test.each(sizes)(
  'at %d by %d every line fills the screen and is harmless, whatever the issues say',
  async (columns, rows) => {
    const world = await openInbox({ columns, rows })
    const check = (): void => {
      for (const theme of themes) {
        const lines = drawn(world, theme)
        expect(lines).toHaveLength(rows - 1)
        for (const row of lines) {
          expect(cells(row)).toBe(columns)
          expect(isHarmless(row)).toBe(true)
        }
      }
    }
    check()
    world.press('d')
    expect(world.state().inbox?.choosing).toBe(0)
    check()
    world.press('esc', 'y', 'n')
    check()
  },
)

test('the header says how many are left and decided, with a bar that gets longer', async () => {
  const world = await openInbox()
  expect(drawn(world).map(bare)[0]).toMatch(/Inbox ▸ Untriaged +·+ 9 left /)
  world.press('y', 'y', 'y')
  expect(drawn(world).map(bare)[0]).toMatch(/Inbox ▸ Untriaged +━{5}·{11} 6 left · 3 decided /)
})

test('where there is room for one pane it is the issue, and its edge says which of how many and what is alike', async () => {
  const world = await openInbox({ columns: 40, rows: 10 })
  expect(text(world)).toMatch(/╭─ PAY-1 ─+ \d alike \(d\) · 1\/9 ─╮/)
  expect(text(world)).toMatch(/9 left/)
  world.press('d')
  expect(text(world)).toContain('PAY-1 is a duplicate of…')
})

test('candidates say how much alike they are, and which are done', async () => {
  const done = { id: '5', name: 'Done', category: 'done' } as const
  const issues = [
    testIssue(1, { summary: 'Crash in checkout' }),
    testIssue(2, { summary: 'Crash in checkout', status: done }),
    testIssue(3, { summary: 'Crash in refunds' }),
  ]
  const world = await openWorld({ issues })
  world.press('i', 'd')
  const lines = drawn(world).map(bare)
  expect(lines.find((row) => row.includes(' 1 100%'))).toMatch(/PAY-2 +✓ Done/)
  expect(lines.find((row) => / 2 +\d\d%/.test(row))).toMatch(/PAY-3 +○ Open/)
})

test('the summary of a candidate begins where the longest status ends', async () => {
  const world = await openInbox()
  world.press('d')
  expect(text(world)).toMatch(/○ Open Crash in checkout/)
})

test('an issue that came back says what had been decided about it', async () => {
  const world = await openInbox()
  const { replica } = world.session()
  const decision = { verdict: 'declined', at: testNow - 7_200_000, view: 'untriaged', reason: 'Too old' } as const
  const [key] = replica.view('untriaged')?.keys ?? []
  if (key === undefined) throw new Error('there is no issue')
  replica.perform({ kind: 'decide', key, decision: { ...decision, seen: '2020-01-01T00:00:00.000Z' } })
  expect(text(world)).toContain('↩ Declined: Too old 2h ago, and changed since')
  expect(
    drawn(world)
      .map(bare)
      .find((row) => row.includes('↩PAY-1')),
  ).toBeDefined()
})

test('when nothing is left it says what became of today’s issues, and how to go on', async () => {
  const world = await openInbox({ columns: 120, rows: 36 }, 3)
  world.press('y', 'y', 'z', 'enter')
  expect(text(world)).toContain('✓ Inbox zero')
  expect(text(world)).toContain('Today: 2 accepted · 1 snoozed')
  expect(text(world)).toMatch(/PAY-1 +accepted/)
  expect(text(world)).toContain('u takes back the last one')
  world.press('u')
  expect(text(world)).not.toContain('Inbox zero')
})

test('the last line says what the keys of a picker are, also how several are chosen', async () => {
  const world = await openInbox({ columns: 80, rows: 24 })
  world.press('p')
  await world.until(({ modals }) => modals.length === 1)
  expect(text(world).split('\n').at(-1)?.trim()).toBe('↑ ↓ move  Enter takes it  Esc closes')
  world.press('esc', 'l')
  await world.until(({ modals }) => modals.length === 1)
  expect(text(world).split('\n').at(-1)).toContain('Space marks')
})

test('who has left everything for later is told when it begins again', async () => {
  const world = await openInbox({ columns: 80, rows: 24 }, 3)
  world.press('n', 'n')
  expect(world.toast()).not.toContain('seen them all')
  world.press('n')
  expect(world.toast()).toBe('You have seen them all: those left for later come again')
  expect(world.state().inbox?.cursorKey).toBe('PAY-1')
})
