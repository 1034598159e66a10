import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ConfluenceSandbox, startConfluenceSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addBeta, deployments, type SignedInSite, signedInSite } from '../testing/sites.ts'
import type { CliResult } from '../testing.ts'
import type { InlineOptions } from '../testing-inline.ts'
import { misfits } from './misfits.ts'
import { type ShapeName, shapes, type ValueType } from './shapes.ts'

/** What one run of a command is to print. */
interface Case {
  /** `KEY`, `OTHER` and so on stand for what the runs before gave. */
  readonly line: string
  readonly answer?: ValueType
  /** On standard error, besides. */
  readonly error?: ValueType
  readonly exit?: number
  readonly input?: string
}

const macros = `macros:
  Triaged:
    variables: { team: { ask: Which team?, choices: [Blue, Red], default: Blue } }
    actions: [{ label: { add: ["team-{{team}}"] } }]
`

const seen = new Set<ShapeName>()

describe.each(deployments)('what --json prints of %s is what is published', (deployment) => {
  let site: SignedInSite
  let beta: Awaited<ReturnType<typeof addBeta>>
  let wiki: ConfluenceSandbox
  const words = new Map<string, string>()

  beforeAll(async () => {
    site = await signedInSite(deployment)
    beta = await addBeta(site)
    wiki = await startConfluenceSandbox()
    await site.cli.run(['site', 'add', wiki.baseUrl, '--method', 'pat', '--name', 'wiki'])
    await site.cli.run(['auth', 'login', 'wiki', '--token-stdin'], { input: `${wiki.issuePat('mira')}\n` })
    const list = ['issue', 'list', '--jql', 'project = PAY AND statusCategory = "To Do" ORDER BY key', '--limit', '4']
    const rows = await site.cli.json<{ readonly key: string }[]>(list)
    for (const [at, { key }] of rows.entries()) words.set(['KEY', 'OTHER', 'THIRD', 'FOURTH'][at] ?? '', key)
    writeFileSync(join(site.cli.home, 'file.txt'), 'some text')
    mkdirSync(join(site.cli.home, 'config'), { recursive: true })
    writeFileSync(join(site.cli.home, 'config/config.yaml'), `theme: pink\n${macros}`)
    words.set('FILE', join(site.cli.home, 'file.txt'))
    words.set('SAVED', join(site.cli.home, 'saved.txt'))
    words.set('INVITE', join(site.cli.home, 'acme.invite'))
    words.set('TOKEN', beta.sandbox.issuePat('mira'))
    words.set('BETA', beta.sandbox.baseUrl)
  }, 60_000)
  afterAll(async () => {
    await wiki.close()
    await beta[Symbol.asyncDispose]()
    await site[Symbol.asyncDispose]()
  })

  const fill = (text: string): string => text.replaceAll(/\b[A-Z]{3,}\b/gu, (word) => words.get(word) ?? word)

  const run = ({ line, input = '' }: Case): Promise<CliResult> => {
    const args = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => fill(quoted ?? bare ?? ''))
    const options: InlineOptions = input === '' ? {} : { input: `${fill(input)}\n` }
    return site.cli.run([...args, '--json'], options)
  }

  /** Runs a command. Gives what is not as published with the line, and the answer. */
  const check = async (one: Case): Promise<{ readonly problems: readonly string[]; readonly value: unknown }> => {
    const { line, answer, error, exit = 0 } = one
    const { code, stdout, stderr } = await run(one)
    const problemsOf = (type: ValueType | undefined, text: string): readonly string[] =>
      type === undefined || text === '' ? [] : misfits(type, JSON.parse(text), (name) => seen.add(name))
    const problems = [
      ...(code === exit ? [] : [`exit ${code}: ${stderr}`]),
      ...((stdout === '') === (answer === undefined) ? [] : [`said: ${stdout}`]),
      ...problemsOf(answer, stdout),
      ...problemsOf(error, stderr),
    ]
    return {
      problems: problems.map((problem) => `${line}: ${problem}`),
      value: stdout === '' ? undefined : JSON.parse(stdout),
    }
  }

  /** Several in a row: what is not as published of all of them. */
  const inRow = (): { readonly step: (one: Case) => Promise<unknown>; readonly problems: string[] } => {
    const problems: string[] = []
    return {
      problems,
      step: async (one) => {
        const checked = await check(one)
        problems.push(...checked.problems)
        return checked.value
      },
    }
  }

  const newest = async (step: (one: Case) => Promise<unknown>): Promise<string> => {
    const list = (await step({ line: 'outbox list', answer: 'waiting[]' })) as { readonly operation: number }[]
    return String(list.at(-1)?.operation)
  }

  const refuse = (): Disposable => {
    const match = { method: 'PUT', path: /issue\/[^/]+$/ }
    const back = site.sandbox.faults.add({ kind: 'status', status: 400, message: 'Not now', match })
    return { [Symbol.dispose]: back }
  }

  const writes: readonly Case[] = [
    { line: "issue create --project PAY --type Task --summary 'Made here' --label one", answer: 'write[]' },
    { line: "issue create --parent KEY --summary 'Below it'", answer: 'write[]' },
    { line: 'issue edit KEY --due 2026-12-24 --add-label one', answer: 'write[]' },
    { line: 'issue edit KEY --description words', answer: 'write[]' },
    { line: 'issue assign KEY OTHER --to me', answer: 'write[]' },
    { line: "issue transition OTHER --to 'In Progress'", answer: 'write[]' },
    { line: 'issue comment KEY --body words', answer: 'write[]' },
    { line: 'issue worklog KEY --time 1h --comment words', answer: 'write[]' },
    { line: 'issue link KEY OTHER --type blocks', answer: 'write[]' },
    { line: 'issue link KEY --url https://example.com/x --title There', answer: 'write[]' },
    { line: 'issue attach KEY FILE', answer: 'write[]' },
    { line: 'issue watch KEY', answer: 'write[]' },
    { line: 'issue vote THIRD', answer: 'write[]' },
    { line: 'issue snooze KEY --until 4h', answer: 'write[]' },
    { line: 'macro run Triaged KEY', answer: 'write[]' },
    { line: 'undo', answer: 'write[]' },
    { line: 'redo', answer: 'write[]' },
    { line: 'issue assign acme:KEY --to none', answer: 'write[]' },
    { line: "issue assign --jql 'project = PAY' --to me", answer: 'write[]' },
  ]

  test.each(writes)('$line', async (one) => {
    expect((await check(one)).problems).toEqual([])
  })

  test('page search, page link and page unlink', async () => {
    const { step, problems } = inRow()
    const search = { line: 'page search runbook --wiki wiki', answer: 'foundPage[]' }
    const pages = (await step(search)) as { readonly id: string }[]
    words.set('PAGE', pages[0]?.id ?? '')
    await step({ line: 'page link KEY PAGE --wiki wiki', answer: 'pageWrite[]' })
    await step({ line: 'page unlink KEY PAGE', answer: 'pageWrite[]' })
    await step({ line: 'page link KEY PAGE --wiki wiki', answer: 'pageWrite[]' })
    expect(problems).toEqual([])
  })

  const reads: readonly Case[] = [
    { line: "issue list --view 'All open'", answer: 'issue[]' },
    { line: "--site acme,beta issue list --view 'All open'", answer: 'issue[]' },
    { line: 'issue view KEY', answer: 'issueDetail' },
    { line: "sync --view 'All open' --view Mine", answer: 'synced' },
    { line: '--site acme,beta sync --view Mine', answer: 'synced[]' },
    { line: 'issue view KEY --offline', answer: 'issueDetail' },
    { line: "issue list --view 'All open' --offline", answer: 'issue[]' },
    { line: 'search words', answer: 'issue[]' },
    { line: 'view list', answer: 'view[]' },
    { line: 'view show Mine', answer: 'view' },
    { line: "view add 'Late ones' --jql 'due < now()' --columns key,summary --sort -due", answer: 'view' },
    { line: "view remove 'Late ones'", answer: 'removedView' },
    { line: 'issue open KEY', answer: 'openedIssue[]' },
    { line: 'board list', answer: 'board[]' },
    { line: "board show 'Payments sprint board'", answer: 'boardIssues' },
    { line: 'queue list', answer: 'queue[]' },
    { line: "queue show 'All open'", answer: 'queueIssue[]' },
    { line: 'macro list', answer: 'macro[]' },
    { line: 'macro show Triaged', answer: 'macro' },
    { line: 'issue view NONE-1', error: 'failure', exit: 4 },
  ]

  test.each(reads)('$line', async (one) => {
    expect((await check(one)).problems).toEqual([])
  })

  test('issue attach --save', async () => {
    const { attachments } = await site.cli.json<{ attachments: { id: string }[] }>(['issue', 'view', fill('KEY')])
    words.set('ATTACHED', attachments[0]?.id ?? '')
    const saving = { line: 'issue attach KEY --save ATTACHED -o SAVED', answer: 'savedFile' }
    expect((await check(saving)).problems).toEqual([])
  })

  const waits = { answer: 'write[]', error: 'failure', exit: 7 } as const

  test('outbox list and its verbs, of what waits, what was refused and what is in conflict', async () => {
    const { step, problems } = inRow()
    await step({ line: 'issue edit KEY --summary Mine --offline', ...waits })
    await step({ line: 'outbox list', answer: 'waiting[]' })
    await site.other.json(['issue', 'edit', fill('KEY'), '--summary', 'Theirs'])
    await step({ line: 'sync --view Mine', answer: 'synced', error: 'failure', exit: 5 })
    words.set('OPERATION', await newest(step))
    await step({ line: 'outbox resolve OPERATION --mine', answer: 'write[]' })
    {
      using _ = refuse()
      const refused = { answer: 'write[]', error: 'failure', exit: 5 }
      await step({ line: 'issue edit OTHER --summary Refused --due 2026-12-01', ...refused })
    }
    words.set('OPERATION', await newest(step))
    await step({ line: 'issue edit OTHER --summary Behind', ...waits })
    await step({ line: 'outbox list', answer: 'waiting[]' })
    await step({ line: 'outbox drop OPERATION', answer: 'write[]' })
    await step({ line: 'sync --view Mine', answer: 'synced' })
    expect(await site.cli.json(['outbox', 'list'])).toEqual([])
    {
      using _ = refuse()
      await step({ line: 'issue edit OTHER --due 2026-12-03', answer: 'write[]', error: 'failure', exit: 5 })
    }
    await step({ line: 'outbox retry --all', answer: 'write[]' })
    await step({ line: 'issue comment KEY --body late --offline', ...waits })
    words.set('OPERATION', await newest(step))
    await step({ line: 'outbox edit OPERATION --body later', answer: 'write[]' })
    await step({ line: 'issue comment KEY --body never --offline', ...waits })
    words.set('OPERATION', await newest(step))
    await step({ line: 'outbox drop OPERATION', answer: 'write[]' })
    expect(problems).toEqual([])
  })

  const sites: readonly Case[] = [
    { line: 'doctor acme', answer: 'report' },
    { line: 'admin-guide acme', answer: 'guide' },
    { line: 'config path', answer: 'configFile' },
    { line: 'config check', answer: 'configReport', exit: 2 },
    { line: 'config keys', answer: 'actionKeys[]' },
    { line: 'version', answer: 'version' },
    { line: 'auth status acme', answer: 'credential' },
    { line: 'auth status acme --check', answer: 'credential' },
    { line: 'site list', answer: 'site[]' },
    { line: 'site show acme', answer: 'site' },
    { line: 'site edit acme --badge blue', answer: 'site' },
    { line: 'site use beta', answer: 'defaultSite' },
    { line: 'site add BETA --method pat --name gamma', answer: 'site' },
    { line: 'auth login gamma --token-stdin', answer: 'signedIn', input: 'TOKEN' },
    { line: 'site export gamma -o INVITE --no-secret', answer: 'exportedSite' },
    { line: 'auth logout gamma', answer: 'signedOut' },
    { line: 'site rename gamma delta', answer: 'renamedSite' },
    { line: 'site remove delta', answer: 'removedSite' },
    { line: 'site join INVITE --yes --name epsilon', answer: 'joinedSite' },
  ]

  test.each(sites)('$line', async (one) => {
    expect((await check(one)).problems).toEqual([])
  })
})

/** Needs certificates, a browser, an OAuth client or a server of its own: the tests of those hold it. */
const elsewhere = new Set<ShapeName>([
  'certificate',
  'clientCertificate',
  'renewed',
  'signInAddress',
  'sentItem',
  'servedSite',
])

test('everything that is published was printed', () => {
  const names = Object.keys(shapes) as ShapeName[]
  expect(names.filter((name) => !seen.has(name) && !elsewhere.has(name))).toEqual([])
})
