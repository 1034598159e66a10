import { describe, expect, test } from 'vitest'
import { errorOf } from '../testing/told.ts'
import { sharedSite, type Written } from './testing.ts'

const at = sharedSite()
const { issue, json, list, find, read } = at

describe('issue assign', () => {
  test('gives an issue to me, to somebody by login or by name, and to nobody', async () => {
    const { key } = await find('project = PAY AND resolution is EMPTY AND assignee is EMPTY')
    const somebody = (await find('project = PAY AND assignee not in (mira, EMPTY)')).assignee
    const wishes = [
      ['me', 'mira'],
      [somebody?.id ?? '', somebody?.id],
      ['me', 'mira'],
      [somebody?.name ?? '', somebody?.id],
      ['none', undefined],
    ] as const
    for (const [to, id] of wishes) {
      expect(await json(['assign', key, '--to', to])).toEqual([
        {
          operation: expect.any(Number),
          key,
          action: 'assign',
          state: 'sent',
          undo: true,
          change: expect.any(Number),
        },
      ])
      expect((await read(key)).assignee?.id).toBe(id)
    }
  })

  test('refuses a name that is nobody’s', async () => {
    const { key } = await find('project = PAY')
    const { code, stderr } = await issue(['assign', key, '--to', 'Nobody Atall'])
    expect({ code, named: stderr.includes('Nobody Atall') }).toEqual({ code: 5, named: true })
  })

  test('does what it can for several issues and says what failed', async () => {
    const { key } = await find('project = PAY AND assignee is EMPTY')
    const result = await issue(['assign', 'PAY-999999', key, '--to', 'none', '--json'])
    expect(result.code).toBe(4)
    expect(JSON.parse(result.stdout) as Written[]).toMatchObject([
      { key: 'PAY-999999', state: 'failed', error: { code: 'not-found' } },
      { key, state: 'sent' },
    ])
    expect(errorOf(result.stderr).code).toBe('not-found')
  })

  test('only prints the plan for --jql, and does it with --yes', async () => {
    const jql = 'project = OPS AND resolution is EMPTY AND assignee is EMPTY'
    const before = await list(jql)
    const plan = await json<Written[]>(['assign', '--jql', jql, '--to', 'me'])
    expect(plan.map(({ key, state }) => [key, state])).toEqual(before.map(({ key }) => [key, 'planned']))
    expect(await list(jql)).toHaveLength(before.length)
    const done = await json<Written[]>(['assign', '--jql', jql, '--to', 'me', '--yes'])
    expect(done.every(({ state }) => state === 'sent')).toBe(true)
    expect(await list(jql)).toEqual([])
  })

  test.each([[['assign', '--to', 'me']], [['assign', 'PAY-1', '--jql', 'x', '--to', 'me']]])(
    'refuses %j as wrong usage',
    async (args) => {
      expect((await issue(args)).code).toBe(2)
    },
  )
})

describe('issue transition', () => {
  test('moves an issue, by the name of a status or of a transition', async () => {
    const { key } = await find('project = PAY AND status = Open')
    expect((await issue(['transition', key, '--to', 'In Progress'])).stdout).toBe(`${key}  move to In Progress  sent\n`)
    expect((await read(key)).status).toBe('In Progress')
  })

  test('names the flag and the allowed values for a field that its screen asks for', async () => {
    const { key } = await find('project = PAY AND status = "In Progress"')
    const { code, stderr, stdout } = await issue(['transition', key, '--to', 'Done', '--json'])
    expect(code).toBe(5)
    expect(errorOf(stderr)).toMatchObject({
      code: 'fields-needed',
      hint: expect.stringMatching(/--resolution \(.+\)/),
      fields: { resolution: expect.any(String) },
    })
    expect(JSON.parse(stdout) as Written[]).toMatchObject([{ key, state: 'failed' }])
  })

  test('sends resolution and comment along', async () => {
    const { key } = await find('project = PAY AND status = "In Progress"')
    const flags = ['--to', 'Done', '--resolution', 'done', '--comment', 'Shipped in the morning']
    expect(await json(['transition', key, ...flags])).toMatchObject([{ state: 'sent' }])
    const after = await read(key)
    expect(after).toMatchObject({ status: 'Done', resolution: 'Done' })
    expect(after.comments.at(-1)?.body).toBe('Shipped in the morning')
  })

  test('lists what is possible when nothing leads there', async () => {
    const { key } = await find('project = PAY AND status = Open')
    const { code, stderr } = await issue(['transition', key, '--to', 'The Moon'])
    expect({ code, listed: stderr.includes('Start progress') }).toEqual({ code: 5, listed: true })
  })
})

describe('issue comment', () => {
  test('adds what it is given, or what is piped in', async () => {
    const { key } = await find('project = PAY AND resolution is EMPTY')
    expect(await json(['comment', key, '--body', 'First'])).toMatchObject([{ action: 'comment', state: 'sent' }])
    await issue(['comment', key, '--body', '-'], { input: 'Second\nwith two lines\n' })
    expect((await read(key)).comments.slice(-2).map(({ body }) => body)).toEqual(['First', 'Second\nwith two lines'])
  })

  test('whose answer got lost is found again, and is there once', async () => {
    const { key } = await find('project = PAY AND resolution is EMPTY')
    at.sandbox.faults.add({ match: { method: 'POST', path: /\/comment$/ }, times: 1, kind: 'drop-after' })
    expect(await json(['comment', key, '--body', 'Only once'])).toMatchObject([{ state: 'sent', undo: true }])
    expect((await read(key)).comments.filter(({ body }) => body === 'Only once')).toHaveLength(1)
  })

  test('refuses an empty one', async () => {
    expect((await issue(['comment', 'PAY-1', '--body', '-'], { input: '\n' })).code).toBe(2)
  })
})
