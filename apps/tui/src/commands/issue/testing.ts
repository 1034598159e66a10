import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Cli, type CliOptions, type CliResult, createCli } from '../testing.ts'

export interface ListedIssue {
  readonly key: string
  readonly status: string
  readonly resolution: string | null
  readonly assignee: { readonly id: string; readonly name: string } | null
}
export interface Written {
  readonly key: string
  readonly state: string
  readonly error?: { readonly code: string }
}
interface ReadIssue extends ListedIssue {
  readonly comments: readonly { readonly body: string }[]
}

/** For tests: the program, and a site with 150 issues to which a token in the environment signs in. */
export interface SharedSite {
  readonly sandbox: Sandbox
  readonly cli: Cli
  readonly env: Readonly<Record<string, string>>
  /** Runs `issue` with these arguments. */
  readonly issue: (args: readonly string[], options?: CliOptions) => Promise<CliResult>
  readonly json: <T>(args: readonly string[], options?: CliOptions) => Promise<T>
  readonly list: (jql: string) => Promise<readonly ListedIssue[]>
  /** The first issue that a query finds. */
  readonly find: (jql: string) => Promise<ListedIssue>
  readonly read: (key: string) => Promise<ReadIssue>
}

/** Starts it before the first test of a file; after each the site behaves again. */
export const sharedSite = (): SharedSite => {
  let sandbox: Sandbox
  let cli: Cli
  let env: Record<string, string> = {}
  beforeAll(async () => {
    sandbox = await startSandbox({ issues: 150, seed: 7 })
    cli = createCli()
    env = { MMD_TOKEN: sandbox.issuePat('mira') }
    await cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--method', 'pat', '--name', 'acme'])
  })
  afterAll(async () => {
    cli[Symbol.dispose]()
    await sandbox.close()
  })
  afterEach(() => sandbox.faults.clear())
  const json: SharedSite['json'] = (args, options = {}) => cli.json(['issue', ...args], { ...options, env })
  return {
    get sandbox() {
      return sandbox
    },
    get cli() {
      return cli
    },
    get env() {
      return env
    },
    issue: (args, options = {}) => cli.run(['issue', ...args], { ...options, env: { ...env, ...options.env } }),
    json,
    list: (jql) => json(['list', '--jql', jql, '--limit', 'all']),
    find: async (jql) => {
      const [first] = await json<ListedIssue[]>(['list', '--jql', jql, '--limit', '1'])
      if (first === undefined) throw new Error(`the world has no issue for ${jql}`)
      return first
    },
    read: (key) => json(['view', key]),
  }
}

export const words = (text: string): string[] => text.trim().split(/\s+/)

/** The keys of an issue in lists, by the contract. */
export const keys: readonly string[] = words(`
  site key id url project type summary status statusCategory priority resolution
  assignee reporter labels components fixVersions parent sprint created updated due
`)
