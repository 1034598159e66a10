import { describe, expect, test } from 'vitest'
import { parseCommandLine } from './program.ts'
import { rootHelp } from './root-help.ts'

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '), '1.2.3')

const invocation = async (line: string) => {
  const parsed = await parse(line)
  if (parsed.kind !== 'run') throw new Error(`${line} did not come to a command but to ${JSON.stringify(parsed)}`)
  const { name, args, options, globals } = parsed.invocation
  return { name, args, options, globals }
}

const usageError = async (line: string) => {
  const parsed = await parse(line)
  if (parsed.kind !== 'error') throw new Error(`${line} was accepted`)
  return parsed
}

describe('the command line', () => {
  test('opens the screen without a command', async () => {
    expect(await invocation('--site acme --view Mine')).toEqual({
      name: 'app',
      args: [],
      options: {},
      globals: { color: true, site: 'acme', view: 'Mine' },
    })
  })

  test.each(['--json issue list --jql x', 'issue --json list --jql x', 'issue list --jql x --json'])(
    'takes global flags anywhere: %s',
    async (line) => {
      const { name, globals, options } = await invocation(line)
      expect({ name, globals, options }).toEqual({
        name: 'issue list',
        globals: { color: true, json: true },
        options: { jql: 'x', limit: 50 },
      })
    },
  )

  test.each([
    ['issue list --limit all', { limit: 'all' }],
    ['issue list --limit 7 --columns key,summary', { limit: 7, columns: ['key', 'summary'] }],
    ['issue list --csv', { limit: 50, csv: true }],
    ['issue view PAY-1 --comments all --raw', { comments: 'all', raw: true }],
    ['issue assign PAY-1 PAY-2 --to me', { to: 'me' }],
    [
      'issue transition PAY-1 --to Done --field a=b --field c=d=e --resolution Fixed',
      { to: 'Done', resolution: 'Fixed', field: ['a=b', 'c=d=e'] },
    ],
    ['issue comment PAY-1 --body -', { body: '-' }],
    ['issue create --label a --label b --due 2026-12-24', { label: ['a', 'b'], due: '2026-12-24' }],
    ['issue edit PAY-1 --add-label a --remove-fix-version 1.0', { addLabel: ['a'], removeFixVersion: ['1.0'] }],
    ['issue worklog PAY-1 --time 1h30m --remaining 2h', { time: 5400, remaining: { set: '2h' } }],
    ['issue attach PAY-1 --save 7 -o x', { save: '7', output: 'x' }],
    ['issue rank PAY-1 --before PAY-2', { before: 'PAY-2' }],
    ['undo --change 7 --yes', { change: 7, yes: true }],
    ['outbox retry --all', { all: true }],
    ['auth login acme --callback paste --no-browser', { callback: 'paste', browser: false }],
    ['site add https://jira.example.com --method pat --no-probe', { method: 'pat', probe: false }],
    ['demo', { deployment: 'dc', issues: 400, latency: 0, port: 0 }],
  ])('reads the flags of %s', async (line, options) => {
    expect((await invocation(line)).options).toEqual(options)
  })

  test.each([
    'page search',
    'page link',
    'build send',
    'deployment send',
    'feature-flag send',
    'issue create',
    'issue edit',
    'issue comment',
    'issue worklog',
    'issue link',
    'issue attach',
    'issue rank',
    'issue sprint',
    'issue snooze',
    'sync',
    'undo',
    'search',
  ])('shows examples in the help of %s, in 80 columns', async (line) => {
    const parsed = await parse(`${line} --help`)
    const text = parsed.kind === 'help' ? parsed.text : ''
    const [, examples = ''] = text.split('\nExamples:\n')
    expect(examples).toContain(`  mmd-tui ${line} `)
    expect(text).not.toContain('[]')
    expect(text.split('\n').filter((one) => one.length > 80)).toEqual([])
  })

  test('prints the help that is kept', async () => {
    expect(await parse('--help')).toEqual({ kind: 'help', text: rootHelp })
  })

  test.each([
    'auth login --token=very-secret',
    'auth complete one http://localhost/?code=very-secret',
    'http://localhost/?code=very-secret',
    'auth http://localhost/?code=very-secret',
    'site add https://jira.example.com --client-secret=very-secret',
  ])('never quotes what may be a secret in the wrong place: %s', async (line) => {
    const { message, hint } = await usageError(line)
    expect(message + hint).not.toContain('very-secret')
  })

  test.each([
    ['--offline', 'The screen has no --offline: it shows the copy, and asks the site when it can'],
    ['--offline version', 'There is no version without the site, or none is needed'],
    ['sync --offline', 'There is no sync without the site, or none is needed'],
    ['page search x --offline', 'There is no page search without the site, or none is needed'],
  ])('refuses %s instead of ignoring it', async (line, message) => {
    expect(await usageError(line)).toEqual({ kind: 'error', message, hint: 'Leave --offline away' })
  })

  test.each(['issue list --offline', '--offline issue comment PAY-1 --body x', 'search x --offline', 'undo --offline'])(
    'takes --offline where the copy is enough: %s',
    async (line) => {
      expect((await invocation(line)).globals.offline).toBe(true)
    },
  )

  test('takes several views where they may be copied, and the last one elsewhere', async () => {
    const { globals } = await invocation('sync --view Untriaged --view Mine')
    expect(globals).toEqual({ color: true, view: 'Mine', views: ['Untriaged', 'Mine'] })
  })

  test.each(['issue list --columns ,', 'issue view PAY-1 --fields ,'])('wants a name in %s', async (line) => {
    expect((await usageError(line)).message).toContain('at least one')
  })

  test('keeps what stands without a flag', async () => {
    expect((await invocation('site rename a b')).args).toEqual(['a', 'b'])
    expect((await invocation('issue assign PAY-1 PAY-2 --to none')).args).toEqual(['PAY-1', 'PAY-2'])
  })

  test.each([
    'issue list --limit 0',
    'issue list --limit many',
    'issue assign PAY-1',
    'issue view',
    'auth login --callback carrier-pigeon',
    'site add',
    'site rename a',
    'demo --port -1',
    '--log-level loud',
    'issue list extra',
    'issue create --due tomorrow',
    'issue worklog PAY-1 --time long',
    'issue snooze PAY-1 --until 2020-01-01',
    'issue sprint PAY-1',
    'undo x',
    'outbox drop',
    'outbox resolve',
    'issue lsit',
    'tirage',
    'site',
  ])('refuses %s with one line what and one line what to do', async (line) => {
    const { message, hint } = await usageError(line)
    expect(message).toMatch(/^[^\n]+$/)
    expect(hint).toMatch(/^[^\n]+$/)
  })

  test('names the verbs of a group that was given none', async () => {
    expect((await usageError('issue')).hint).toBe(
      'There are: list, view, create, edit, assign, transition, comment, worklog, link, attach, watch, vote, rank, sprint, snooze',
    )
  })

  test('suggests what a mistyped flag may have meant', async () => {
    expect((await usageError('issue list --limt 3')).hint).toBe('(Did you mean --limit?)')
  })

  test('has help for the program and for a command, with the global flags', async () => {
    for (const line of ['--help', 'issue list --help']) {
      const parsed = await parse(line)
      expect(parsed.kind === 'help' && parsed.text).toContain('--json')
    }
  })

  test('answers the version', async () => {
    expect(await parse('--version')).toEqual({ kind: 'help', text: '1.2.3\n' })
  })
})
