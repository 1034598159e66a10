import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployments, type SignedInSite, signedInSite } from '../testing/sites.ts'

interface Written {
  readonly key: string
  readonly state: string
  readonly change: number | null
  readonly operation: number | null
}
interface Viewed {
  readonly labels: readonly string[]
  readonly assignee: { readonly name: string } | null
  readonly comments: readonly { readonly body: unknown }[]
}

const config = `macros:
  Triage:
    key: ctrl-t
    variables:
      team: { ask: Which team?, choices: [Blue, Red] }
      lead: { ask: Who leads?, type: user, default: "{{me}}" }
    actions:
      - assign: "{{lead}}"
      - label: { add: ["team-{{team}}"] }
      - comment: "{{key}} is for {{team}}, says {{me}}"
  Labelled: { actions: [{ label: { add: [seen] } }] }
  Never: { actions: [{ transition: { to: Nowhere } }] }
  Wrong: { actions: [{ paint: red }] }
`

describe.each(deployments)('macros as commands, on %s', (deployment) => {
  let site: SignedInSite
  let keys: readonly string[] = []
  beforeAll(async () => {
    site = await signedInSite(deployment)
    mkdirSync(join(site.cli.home, 'config'), { recursive: true })
    writeFileSync(join(site.cli.home, 'config/config.yaml'), config)
    const jql = 'project = PAY AND resolution is EMPTY ORDER BY key'
    const list = ['issue', 'list', '--jql', jql, '--limit', '4']
    keys = (await site.cli.json<{ key: string }[]>(list)).map(({ key }) => key)
  })
  afterAll(() => site[Symbol.asyncDispose]())

  const run = (...args: readonly string[]) => site.cli.run(['macro', ...args])
  const view = (key: string) => site.cli.json<Viewed>(['issue', 'view', key])
  const key = (at: number): string => keys[at] ?? ''

  test('list names them, what each asks for and does, and what is wrong with one', async () => {
    const { code, stdout } = await run('list')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Triage +Ctrl-T +team, lead +assign to \{\{lead\}\}, label \+team-\{\{team\}\}/im)
    expect(stdout).toMatch(/^Wrong .*there is no action paint/m)
    const all = await site.cli.json<{ name: string; problem: string | null }[]>(['macro', 'list'])
    expect(all.map(({ name, problem }) => [name, problem === null])).toEqual([
      ['Triage', true],
      ['Labelled', true],
      ['Never', true],
      ['Wrong', false],
    ])
    expect((await run('show', 'triage')).stdout).toContain('--set team=')
  })

  test('run does everything to several issues as one change, which undo takes back', async () => {
    const args = ['macro', 'run', 'Triage', key(0), key(1), '--set', 'team=Blue']
    const written = await site.cli.json<Written[]>(args)
    expect(written).toMatchObject([
      { key: key(0), action: 'macro', state: 'sent', undo: true },
      { key: key(1), action: 'macro', state: 'sent', undo: true },
    ])
    expect(new Set(written.map(({ change }) => change)).size).toBe(1)
    const after = await view(key(1))
    expect(after.labels).toContain('team-Blue')
    expect(after.assignee?.name).toBe('Mira Lindqvist')
    expect(JSON.stringify(after.comments)).toContain(' is for Blue, says Mira Lindqvist')
    await site.cli.json(['undo', String(written[0]?.operation), '--yes'])
    expect((await view(key(1))).labels).not.toContain('team-Blue')
  })

  test('what is so already is said, and nothing is sent', async () => {
    await site.cli.json(['macro', 'run', 'Labelled', key(2)])
    const again = await site.cli.json<Written[]>(['macro', 'run', 'Labelled', key(2), key(3)])
    expect(again.map(({ state }) => state)).toEqual(['unchanged', 'sent'])
    expect((await run('run', 'labelled', key(2))).stdout).toContain('is so already')
  })

  test.each([
    ['--dry-run', () => [key(0), '--dry-run'], 'Nothing was done\n'],
    ['--jql without --yes', () => ['--jql', `key = ${key(0)}`], 'Nothing was done yet; --yes does it\n'],
  ])('%s prints the plan and does nothing', async (_how, targets, note) => {
    const before = await view(key(0))
    const { code, stdout, stderr } = await run('run', 'Triage', ...targets(), '--set', 'team=Red')
    expect({ code, stderr }).toEqual({ code: 0, stderr: note })
    expect(stdout).toMatch(new RegExp(`^${key(0)}  .*team-Red.*  planned$`, 'm'))
    expect((await view(key(0))).labels).toEqual(before.labels)
  })

  test('an issue for which one action cannot be done is left alone, and the exit code says so', async () => {
    const { code, stderr } = await run('run', 'Never', key(0))
    expect(code).toBe(5)
    expect(stderr).toContain(`${key(0)}: `)
  })

  test.each([
    ['a value that is not given', ['Triage', 'PAY-1'], 'Triage asks: Which team?', 'Give --set team=VALUE'],
    ['a value that is no choice', ['Triage', 'PAY-1', '--set', 'team=Green'], 'team cannot be “Green”', 'Blue, Red'],
    ['a name that is not asked for', ['Labelled', 'PAY-1', '--set', 'x=y'], 'does not ask for x', 'asks for nothing'],
    ['a macro that is not there', ['Other', 'PAY-1'], 'no macro “Other”', 'Triage, Labelled, Never'],
    ['a macro with a mistake', ['Wrong', 'PAY-1'], 'there is no action paint', 'Correct it'],
    ['no issue', ['Labelled'], 'Which issues?', '--jql'],
  ])('%s is wrong usage', async (_what, args, message, hint) => {
    const { code, stderr } = await run('run', ...args)
    expect({ code, message: stderr.includes(message), hint: stderr.includes(hint) }).toEqual({
      code: 2,
      message: true,
      hint: true,
    })
  })

  test('names of macros are completed', async () => {
    const { stdout } = await site.cli.run(['complete', '--', 'macro', 'run', 'La'])
    expect(stdout).toMatch(/^Labelled\tlabel \+seen$/m)
  })
})
