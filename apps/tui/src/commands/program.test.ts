import { describe, expect, test } from 'vitest'
import { createProgram, parseCommandLine } from './program.ts'
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

  test('explains each flag and argument of each command in 80 columns, and shows what a line of it looks like', async () => {
    const groups = createProgram('1.2.3', [], () => undefined).commands.map((command) => command.name())
    const program = createProgram('1.2.3', groups, () => undefined)
    const all = program.commands.flatMap((group) => (group.commands.length === 0 ? [group] : [...group.commands]))
    const verbs = all.filter((command) => command.name() !== 'complete')
    expect(verbs.length).toBeGreaterThan(40)
    for (const verb of verbs) {
      const line = [verb.parent === program ? [] : (verb.parent?.name() ?? []), verb.name()].flat().join(' ')
      const parsed = await parse(`${line} --help`)
      const text = parsed.kind === 'help' ? parsed.text : ''
      expect(text.split('\nExamples:\n')[1] ?? `nothing of ${line}`).toContain(`mmd-tui ${line}`)
      expect(text).not.toContain('[]')
      expect(text.split('\n').filter((one) => one.length > 80)).toEqual([])
      const unsaid = [...verb.options, ...verb.registeredArguments].filter(({ description }) => description === '')
      expect(unsaid.map((one) => `${line} ${one.name()}`)).toEqual([])
    }
  })

  test.each(['issue', 'outbox'])('lists the commands of %s before its flags', async (group) => {
    const parsed = await parse(`${group} --help`)
    expect(parsed.kind === 'help' && parsed.text).toMatch(/\nCommands:\n[\s\S]*\nOptions:\n/)
  })

  test('tells of the global flags that count for a command, and of no others', async () => {
    const globalsOf = async (line: string) => {
      const parsed = await parse(`${line} --help`)
      const [, below = ''] = (parsed.kind === 'help' ? parsed.text : '').split('\nGlobal Options:\n')
      return [...(below.split('\n\n')[0] ?? '').matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag)
    }
    const always = ['--json', '--no-color', '--timing', '--log-level']
    expect(await globalsOf('site rename')).toEqual(always)
    expect(await globalsOf('sync')).toEqual(['--site', '--view', ...always])
    expect(await globalsOf('issue view')).toEqual(['--site', ...always, '--offline'])
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
      'There are: list, view, create, edit, assign, transition, comment, worklog, link, attach, watch, vote, rank, sprint, snooze, open',
    )
  })

  test('suggests what a mistyped flag may have meant', async () => {
    expect((await usageError('issue list --limt 3')).hint).toBe('(Did you mean --limit?)')
  })

  test.each([
    ['isue list', 'isue', '(Did you mean issue?)'],
    ['sycn extra words', 'sycn', '(Did you mean sync?)'],
    ['outbox rtry 5', 'rtry', '(Did you mean retry?)'],
    ['triage', 'triage', '(Did you mean page?)'],
    ['help', 'help', 'mmd-tui --help lists commands and flags; so does --help after a command'],
  ])('names the command that %s has not, and the nearest one', async (line, word, hint) => {
    expect(await usageError(line)).toEqual({ kind: 'error', message: `There is no command “${word}”`, hint })
  })

  test('takes no list of labels in one flag, but a comma that is meant', async () => {
    for (const line of ['edit PAY-1 --add-label a,b', 'edit PAY-1 --remove-label a,b', 'create --label a,b']) {
      expect((await usageError(`issue ${line}`)).message).toContain('one label a flag')
    }
    const { options } = await invocation('issue edit PAY-1 --add-label a\\,b --add-label c')
    expect(options).toEqual({ addLabel: ['a,b', 'c'] })
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
