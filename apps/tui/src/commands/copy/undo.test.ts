import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployments, type SignedInSite, signedInSite } from '../testing/sites.ts'
import { errorOf } from '../testing/told.ts'

interface Written {
  readonly key: string
  readonly state: string
  readonly change: number
}
interface Viewed {
  readonly summary: string
  readonly status: string
  readonly attachments: readonly { readonly id: string }[]
}

describe.each(deployments)('on %s', (deployment) => {
  let site: SignedInSite
  beforeAll(async () => {
    site = await signedInSite(deployment, 120)
  })
  afterAll(() => site[Symbol.asyncDispose]())

  const json = <T>(args: readonly string[]) => site.cli.json<T>(args)
  const view = (key: string) => json<Viewed>(['issue', 'view', key])
  const find = async (jql: string): Promise<string> => {
    const [found] = await json<{ key: string }[]>(['issue', 'list', '--jql', jql, '--limit', '1'])
    if (found === undefined) throw new Error(`nothing is found by ${jql}`)
    return found.key
  }
  const write = async (args: readonly string[]): Promise<Written> => {
    const [written] = await json<Written[]>(['issue', ...args])
    if (written === undefined) throw new Error('nothing was written')
    return written
  }

  test('a change of which nothing comes back is told, and no older one is taken back in its place', async () => {
    const key = await find('project = PAY AND resolution is EMPTY ORDER BY key')
    const { summary } = await view(key)
    const file = join(site.cli.home, 'once.txt')
    writeFileSync(file, 'once')
    await write(['attach', key, file])
    const older = await write(['edit', key, '--summary', 'For a moment'])
    await write(['attach', key, '--delete', (await view(key)).attachments.at(-1)?.id ?? ''])
    const { code, stdout, stderr } = await site.cli.run(['undo', '--json'])
    expect({ code, stdout, error: errorOf(stderr) }).toMatchObject({
      code: 5,
      stdout: '',
      error: {
        code: 'no-way-back',
        message: expect.stringContaining('once.txt'),
        hint: expect.stringContaining(`mmd-tui undo --change ${older.change}`),
      },
    })
    expect((await view(key)).summary).toBe('For a moment')
    expect(await json<Written[]>(['undo', '--change', String(older.change)])).toMatchObject([{ key, state: 'sent' }])
    expect((await view(key)).summary).toBe(summary)
  })

  test('a change that has changed nothing is taken back without a word to the site', async () => {
    const key = await find('project = PAY AND sprint = 37 AND resolution is EMPTY ORDER BY key')
    await write(['edit', key, '--label', 'older'])
    await write(['sprint', key, '--to', '37'])
    const { code, stdout, stderr } = await site.cli.run(['undo'])
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('changed nothing'),
    })
    expect(await json<{ labels: string[] }>(['issue', 'view', key])).toMatchObject({
      labels: expect.arrayContaining(['older']),
    })
  })

  test('a step back that asks for a field says so before, and how it is given', async () => {
    const key = await find('project = PAY AND status = "In review" ORDER BY key')
    const { status } = await view(key)
    await write(['transition', key, '--to', 'Back to work'])
    const moved = await view(key)
    expect(moved.status).not.toBe(status)
    const { code, stdout, stderr } = await site.cli.run(['undo', '--json'])
    expect({ code, stdout, error: errorOf(stderr) }).toMatchObject({
      code: 5,
      stdout: '',
      error: {
        code: 'fields-needed',
        message: expect.stringContaining(key),
        hint: expect.stringMatching(new RegExp(`mmd-tui issue transition ${key} --to ".+" --field ".+=…"`)),
      },
    })
    expect(await json(['outbox'])).toEqual([])
    expect((await view(key)).status).toBe(moved.status)
    // What cannot be asked waits, as always.
    using _ = { [Symbol.dispose]: site.sandbox.faults.add({ kind: 'drop', match: { path: '/' } }) }
    expect(await site.cli.run(['undo'])).toMatchObject({ code: 7 })
  })
})
