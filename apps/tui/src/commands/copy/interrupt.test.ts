import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createCli } from '../testing.ts'

/** Milliseconds for tests that start the program ten times, and send and copy much besides. */
const patience = 180_000

let [acme, beta]: Sandbox[] = []
const cli = createCli()
const both = ['--site', 'acme,beta'] as const

interface Row {
  readonly site: string
  readonly key: string
}

const sandboxes = (): readonly Sandbox[] => [acme, beta].flatMap((one) => one ?? [])

const sign = async (name: string, sandbox: Sandbox): Promise<void> => {
  await cli.run(['site', 'add', sandbox.baseUrl, '--method', 'pat', '--name', name])
  await cli.run(['auth', 'login', name, '--token-stdin'], { input: `${sandbox.issuePat('mira')}\n` })
}

beforeAll(async () => {
  acme = await startSandbox({ issues: 80, seed: 7 })
  beta = await startSandbox({ issues: 30, seed: 9 })
  await sign('acme', acme)
  await sign('beta', beta)
  await cli.run([...both, 'sync', '--view', 'All open'])
}, 60_000)
beforeEach(() => {
  for (const { journal } of sandboxes()) journal.clear()
})
afterEach(() => {
  for (const { faults } of sandboxes()) faults.clear()
})
afterAll(async () => {
  cli[Symbol.dispose]()
  await Promise.all(sandboxes().map((one) => one.close()))
})

/** Resolves once another run of a command has begun. */
const started = async (command: string): Promise<void> => {
  const count = (): number => {
    try {
      const log = readFileSync(join(cli.home, 'log', 'mmd-tui.log'), 'utf8')
      return log.split('\n').filter((line) => line.includes('started') && line.includes(command)).length
    } catch {
      return 0
    }
  }
  const before = count()
  await expect.poll(count, { interval: 5, timeout: 50_000 }).toBeGreaterThan(before)
}

const theOther = (): Sandbox => {
  if (beta === undefined) throw new Error('it is not started')
  return beta
}

const theFirst = (): Sandbox => {
  if (acme === undefined) throw new Error('it is not started')
  return acme
}

const isEdit = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'PUT' && /\/issue\/[^/]+$/.test(path)
const edits = { method: 'PUT', path: /\/issue\/[^/]+$/ } as const
const searches = { path: /\/search/ } as const

const keysOf = async (site: string, limit: number): Promise<readonly string[]> => {
  const list = ['--site', site, 'issue', 'list', '--view', 'All open', '--offline', '--limit', `${limit}`]
  return (await cli.json<Row[]>(list)).map(({ key }) => key)
}

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1])

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s amid what sync sends: it says what is sent and what waits, nothing is lost or sent twice',
  async (signal, exit) => {
    const [here, there] = [theFirst(), theOther()]
    const label = ['--add-label', `by-${signal.toLowerCase()}`, '--offline']
    const keys = await keysOf('acme', 24)
    expect((await cli.run(['--site', 'acme', 'issue', 'edit', ...keys, ...label])).code).toBe(7)
    expect((await cli.run(['--site', 'beta', 'issue', 'edit', ...(await keysOf('beta', 2)), ...label])).code).toBe(7)
    here.faults.add({ kind: 'slow', delayMs: 300, match: edits })
    const running = cli.start([...both, 'sync', '--view', 'Untriaged'])
    await here.journal.waitFor((entry) => isEdit(entry) && here.journal.count(isEdit) >= 3)
    running.child.kill(signal)
    const { code, stdout, stderr } = await running.result
    expect(code).toBe(exit)
    expect(stderr).toMatch(
      /^Stopped: \d+ of 24 sent; \d+ not waited for, which stay in the outbox until mmd-tui sync, or the screen, sends them; no view copied, the next sync goes on from there; nothing done at beta\n$/,
    )
    const [sent, left] = [numberIn(stderr, /(\d+) of 24 sent/), numberIn(stderr, /(\d+) not waited for/)]
    expect(sent + left).toBe(24)
    expect(stdout.split('\n').filter((line) => line.endsWith('  sent'))).toHaveLength(sent)
    const kept = await cli.json<Row[]>([...both, 'outbox', 'list'])
    expect(kept.filter(({ site }) => site === 'beta')).toHaveLength(2)
    const waits = kept.length - 2
    // What was on its way was waited for.
    expect(waits).toBeGreaterThan(0)
    expect(waits).toBeLessThanOrEqual(left)
    expect(here.journal.count(isEdit)).toBe(24 - waits)
    expect(there.journal.entries).toEqual([])
    here.faults.clear()
    expect((await cli.run([...both, 'sync', '--view', 'Untriaged'])).code).toBe(0)
    expect(await cli.json<Row[]>([...both, 'outbox', 'list'])).toEqual([])
    for (const [sandbox, count] of [
      [here, 24],
      [there, 2],
    ] as const) {
      const asked = sandbox.journal.entries.filter(isEdit).map(({ path }) => path)
      expect([asked.length, new Set(asked).size]).toEqual([count, count])
    }
  },
  patience,
)

test.each([[], ['--json']])(
  'Ctrl-C amid what sync copies: what is copied is told, and stays (%s)',
  async (...flags) => {
    const there = theOther()
    there.faults.add({ kind: 'slow', delayMs: 60_000, match: searches, times: 1 })
    const running = cli.start([...both, ...flags, 'sync', '--view', 'Untriaged', '--view', 'All open'])
    // It is asked now.
    await expect.poll(() => there.faults.active, { interval: 10, timeout: 50_000 }).toEqual([])
    running.child.kill('SIGINT')
    const { code, stdout, stderr } = await running.result
    expect(code).toBe(130)
    const copied = theFirst().journal.count(() => true)
    expect(copied).toBeGreaterThan(0)
    if (flags.length > 0) {
      expect({ stderr, synced: JSON.parse(stdout) as unknown }).toMatchObject({
        stderr: '',
        synced: [
          { site: 'acme', views: [{ view: 'Untriaged' }, { view: 'All open' }] },
          { site: 'beta', views: [], outbox: [] },
        ],
      })
    } else {
      expect(stdout).toMatch(/^Site +View.*\nacme +Untriaged .*\nacme +All open .*\n$/)
      expect(stderr).toBe('Stopped: 2 of 4 views copied, the next sync goes on from there\n')
    }
    expect((await cli.run([...both, 'search', 'a'])).code).toBe(0)
  },
  patience,
)

test('Ctrl-C before anything says that nothing was done', async () => {
  const here = theFirst()
  here.faults.add({ kind: 'slow', delayMs: 60_000, match: { path: /\/serverInfo$|\/myself$/ } })
  const env = { MMD_TOKEN: here.issuePat('mira'), MMD_LOG: 'info' }
  const running = cli.start(['--site', 'acme', 'sync', '--view', 'Untriaged'], { env })
  await started('sync')
  running.child.kill('SIGINT')
  expect(await running.result).toEqual({ code: 130, stdout: '', stderr: 'Stopped before anything was done\n' })
})

test.each([
  ['SIGINT', 130, ['search', 'a']],
  ['SIGTERM', 143, ['search', 'a']],
  ['SIGINT', 130, ['outbox', 'list']],
  ['SIGTERM', 143, ['outbox', 'list']],
] as const)('%s gives exit %i or comes too late, and no half of an answer: %j', async (signal, exit, args) => {
  const [key = ''] = await keysOf('beta', 1)
  await cli.run(['--site', 'beta', 'issue', 'vote', key, '--offline'])
  onTestFinished(async () => void (await cli.run(['--site', 'beta', 'undo', '--offline'])))
  const whole = await cli.run([...both, ...args, '--json'])
  const running = cli.start([...both, ...args, '--json'], { env: { MMD_LOG: 'info' } })
  await started(args.join(' ').replace(/ a$/, ''))
  running.child.kill(signal)
  const stopped = await running.result
  expect([{ code: exit, stdout: '', stderr: '' }, whole]).toContainEqual(stopped)
  expect(await cli.run([...both, ...args, '--json'])).toEqual(whole)
})
