import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployments, type SignedInSite, signedInSite } from '../testing/sites.ts'

interface Row {
  readonly key: string
  readonly status: string
}

interface ShownBoard {
  readonly id: string
  readonly type: string
  readonly sprints: readonly { readonly state: string }[]
  readonly columns: readonly { readonly name: string; readonly max: number | null; readonly issues: readonly Row[] }[]
}

describe.each(deployments)('boards of %s', (deployment) => {
  let site: SignedInSite
  beforeAll(async () => {
    site = await signedInSite(deployment, 120)
  })
  afterAll(() => site[Symbol.asyncDispose]())

  const show = (...args: readonly string[]) => site.cli.json<ShownBoard>(['board', 'show', ...args])

  test('are listed, of one project too, and shown by name or id with their issues in columns', async () => {
    const boards = await site.cli.json<{ id: string; name: string }[]>(['board', 'list'])
    const named = await show('payments SPRINT board')
    expect(boards.map(({ id }) => id)).toContain(named.id)
    expect(await show(named.id)).toEqual(named)
    expect(named.sprints.map(({ state }) => state)).toContain('active')
    const issues = named.columns.flatMap((column) => column.issues)
    expect(issues.length).toBeGreaterThan(0)
    for (const column of named.columns) expect(new Set(column.issues.map(({ status }) => status)).size).toBeLessThan(3)
    const ofProject = await site.cli.json<{ id: string }[]>(['board', 'list', '--project', 'OPS'])
    expect(ofProject.map(({ id }) => id)).not.toContain(named.id)
  })

  test('a backlog is one list, without what is in an active sprint', async () => {
    const board = await show('Payments sprint board')
    const { columns } = await show(board.id, '--backlog')
    expect(columns.map(({ name }) => name)).toEqual(['Backlog'])
    const onBoard = new Set(board.columns.flatMap(({ issues }) => issues.map(({ key }) => key)))
    const waiting = columns.flatMap(({ issues }) => issues.map(({ key }) => key))
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.filter((key) => onBoard.has(key))).toEqual([])
  })

  test('people see the column of each issue, and which columns hold too many', async () => {
    const { code, stdout, stderr } = await site.cli.run(['board', 'show', 'Payments sprint board'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Column +Key +Type +Priority +Assignee +Summary\n/)
    expect(stdout).toMatch(/^In progress +PAY-\d+/m)
    expect(stderr).toMatch(/^(?:[^\n]+: \d+, and \d+ at (?:most|least)\n)*$/)
  })

  test('one that is not there is told with those that are', async () => {
    const { code, stderr } = await site.cli.run(['board', 'show', 'Nonsense'])
    expect([code, stderr]).toEqual([4, expect.stringMatching(/no board “Nonsense”\n.*\(Payments sprint board\)/)])
    expect((await site.cli.run(['board', 'show', '99999'])).code).toBe(4)
  })
})
