import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createCli } from './testing.ts'

let sandbox: Sandbox
const cli = createCli()
let key = ''

beforeAll(async () => {
  sandbox = await startSandbox({ issues: 20, seed: 7 })
  await cli.run(['site', 'add', sandbox.baseUrl, '--method', 'pat', '--name', 'acme'])
  await cli.run(['auth', 'login', 'acme', '--token-stdin'], { input: `${sandbox.issuePat('mira')}\n` })
  const [first] = await cli.json<{ readonly key: string }[]>(['issue', 'list', '--view', 'All open', '--limit', '1'])
  key = first?.key ?? ''
  await cli.run(['sync', '--view', 'Untriaged'])
}, 60_000)
afterEach(() => sandbox.faults.clear())
afterAll(async () => {
  cli[Symbol.dispose]()
  await sandbox.close()
})

/** What every read of issues asks. */
const reads = { path: /\/(?:search|issue\/[A-Z]+-\d+)(?:\?|$)/ } as const
const line = /acme asks to wait until \d\d:\d\d:\d\d \(\d+ s\); Ctrl-C cancels\n/

const limited = (retryAfter: number, times?: number): void => {
  sandbox.faults.add({ kind: 'rate-limit', retryAfter, match: reads, ...(times === undefined ? {} : { times }) })
}

const commands: readonly (readonly [name: string, args: () => readonly string[]])[] = [
  ['issue list', () => ['issue', 'list', '--view', 'All open']],
  ['issue view', () => ['issue', 'view', key]],
  ['sync', () => ['sync', '--view', 'All open']],
]

test.each(commands)('%s says that the site asks to wait, and until when; Ctrl-C ends it', async (_, args) => {
  limited(25)
  const running = cli.start(args())
  await running.see(line)
  running.child.kill('SIGINT')
  const { code, stdout } = await running.result
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
})

test('a wait that is over in time is told once, and the answer comes as ever', async () => {
  const args = ['issue', 'list', '--view', 'All open']
  const { stdout } = await cli.run(args)
  limited(4, 1)
  const waited = await cli.run(args)
  expect(waited).toMatchObject({ code: 0, stdout })
  expect(waited.stderr).toMatch(new RegExp(`^${line.source}$`))
})

test('programs that read an answer in JSON find nothing of it beside the error', async () => {
  limited(3, 1)
  expect(await cli.run(['issue', 'view', key, '--json', '--fields', 'key'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(key),
    stderr: '',
  })
})

test.each(commands)('%s does not wait for longer than anybody would: it says when to come back', async (_, args) => {
  limited(120)
  const { code, stdout, stderr } = await cli.run(args())
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
  expect(stderr).toMatch(/^acme asks us to slow down\nTry again in 1[12]\d seconds\n$/)
})

test('a search of the copy asks nobody, however the site feels', async () => {
  limited(120)
  expect(await cli.run(['search', key])).toMatchObject({ code: 0, stdout: expect.stringContaining(key), stderr: '' })
})
