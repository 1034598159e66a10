import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createCli } from '../testing.ts'

let sandbox: Sandbox
const cli = createCli()
const count = 80
let keys: readonly string[] = []

interface Waiting {
  readonly key: string
  readonly state: string
}

beforeAll(async () => {
  sandbox = await startSandbox({ issues: count + 50, seed: 7 })
  await cli.run(['site', 'add', sandbox.baseUrl, '--method', 'pat', '--name', 'acme'])
  await cli.run(['auth', 'login', 'acme', '--token-stdin'], { input: `${sandbox.issuePat('mira')}\n` })
  const list = ['issue', 'list', '--jql', 'assignee is EMPTY OR assignee != mira ORDER BY key', '--limit', `${count}`]
  keys = (await cli.json<{ key: string }[]>(list)).map(({ key }) => key)
})
afterEach(() => sandbox.faults.clear())
afterAll(async () => {
  cli[Symbol.dispose]()
  await sandbox.close()
})

const assigns = { method: 'PUT', path: /\/assignee$/ } as const
const isAssign = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'PUT' && path.endsWith('/assignee')

test('Ctrl-C amid many issues says how many are done and how many wait, and nothing is lost or done twice', async () => {
  expect(keys).toHaveLength(count)
  sandbox.journal.clear()
  sandbox.faults.add({ kind: 'slow', delayMs: 200, match: assigns })
  const running = cli.start(['issue', 'assign', ...keys, '--to', 'me'])
  await sandbox.journal.waitFor((entry) => isAssign(entry) && sandbox.journal.count(isAssign) >= 5)
  running.child.kill('SIGINT')
  const { code, stdout, stderr } = await running.result
  expect({ code, stderr }).toMatchObject({ code: 130, stderr: expect.stringMatching(/Stopped: \d+ of 80 sent/) })
  const [, sent = 0, waiting = 0] = (/(\d+) of 80 sent; (\d+) not waited for/.exec(stderr) ?? []).map(Number)
  expect(sent + waiting).toBe(count)
  expect(stdout.split('\n').filter((line) => line.endsWith('  sent'))).toHaveLength(sent)
  const kept = await cli.json<Waiting[]>(['outbox'])
  // What was on its way was waited for.
  expect(kept.length).toBeGreaterThan(0)
  expect(waiting - kept.length).toBeGreaterThanOrEqual(0)
  expect(waiting - kept.length).toBeLessThanOrEqual(8)
  sandbox.faults.clear()
  expect((await cli.run(['sync', '--view', 'Mine'])).code).toBe(0)
  expect(await cli.json<Waiting[]>(['outbox'])).toEqual([])
  const asked = sandbox.journal.entries.filter(isAssign).map(({ path }) => path)
  expect([asked.length, new Set(asked).size]).toEqual([count, count])
}, 60_000)

test('Ctrl-C before the first write does nothing, and says so', async () => {
  sandbox.journal.clear()
  const steps = { method: 'GET', path: /transitions$/ } as const
  sandbox.faults.add({ kind: 'slow', delayMs: 200, match: steps })
  const running = cli.start(['issue', 'transition', '--jql', 'project = PAY', '--to', 'Done', '--yes'])
  await sandbox.journal.waitFor(({ path }) => path.endsWith('/transitions'))
  running.child.kill('SIGINT')
  const { code, stdout, stderr } = await running.result
  expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: '', stderr: 'Stopped before anything was done\n' })
  expect(await cli.json<Waiting[]>(['outbox'])).toEqual([])
  expect(sandbox.journal.entries.filter(({ method }) => method !== 'GET')).toEqual([])
}, 60_000)
