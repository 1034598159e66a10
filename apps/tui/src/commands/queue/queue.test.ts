import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployments, type SignedInSite, signedInSite } from '../testing/sites.ts'

interface Clock {
  readonly ongoing: { readonly remaining: number | null } | null
}

interface Row {
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
}

const isClock = (value: unknown): value is Clock => typeof value === 'object' && value !== null && 'ongoing' in value

const timeLeft = ({ fields }: Row): number =>
  Math.min(
    ...Object.values(fields)
      .filter(isClock)
      .map(({ ongoing }) => ongoing?.remaining ?? Number.POSITIVE_INFINITY),
  )

describe.each(deployments)('queues of %s', (deployment) => {
  let site: SignedInSite
  beforeAll(async () => {
    site = await signedInSite(deployment, 120)
  })
  afterAll(() => site[Symbol.asyncDispose]())

  test('are listed with how many issues wait in them', async () => {
    const queues = await site.cli.json<{ name: string; desk: string; issues: number }[]>(['queue', 'list'])
    const all = queues.find(({ name }) => name === 'All open')
    expect(all?.desk).toBe('SUP')
    expect(all?.issues).toBeGreaterThan(0)
    expect(await site.cli.json(['queue', 'list', '--desk', 'sup'])).toEqual(queues)
    expect((await site.cli.run(['queue', 'list', '--desk', 'PAY'])).code).toBe(4)
  })

  test('have their issues with the clocks, the least time left first', async () => {
    const queues = await site.cli.json<{ id: string; name: string; issues: number }[]>(['queue', 'list'])
    const queue = queues.find(({ name }) => name === 'All open')
    const rows = await site.cli.json<Row[]>(['queue', 'show', 'all open'])
    expect(rows).toHaveLength(queue?.issues ?? -1)
    expect(await site.cli.json(['queue', 'show', queue?.id ?? ''])).toHaveLength(rows.length)
    expect(await site.cli.json(['queue', 'show', 'All open', '--limit', '2'])).toMatchObject(
      rows.slice(0, 2).map(({ key }) => ({ key })),
    )
    const times = rows.map(timeLeft)
    expect(times.some(Number.isFinite)).toBe(true)
    expect(times).toEqual([...times].sort((a, b) => (a === b ? 0 : a - b)))
  })

  test('people see how much time is left', async () => {
    const { stdout } = await site.cli.run(['queue', 'show', 'All open'])
    expect(stdout).toMatch(/^Key +.*Time to resolution.*Summary\n/)
    expect(stdout).toMatch(/^SUP-\d+ +.*\d (?:min|h).*(?:left|too late)/m)
    const empty = await site.cli.run(['queue', 'show', 'Nothing here'])
    expect([empty.code, empty.stdout, empty.stderr]).toEqual([0, '', expect.stringContaining('Nothing waits')])
    expect((await site.cli.run(['queue', 'show', 'Nonsense'])).code).toBe(4)
  })
})
