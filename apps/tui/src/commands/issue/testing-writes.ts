import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Deployment, type SignedInSite, signedInSite } from '../testing/sites.ts'
import type { Written } from '../testing/written.ts'
import type { CliResult } from '../testing.ts'
import type { InlineOptions } from '../testing-inline.ts'

export interface Viewed {
  readonly key: string
  readonly summary: string
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly priority: string | null
  readonly due: string | null
  readonly parent: string | null
  readonly description: unknown
  readonly assignee: { readonly name: string } | null
  readonly comments: readonly {
    readonly id: string
    readonly body: unknown
    readonly visibility: string | null
    readonly internal: boolean | null
  }[]
  readonly worklogs: readonly { readonly id: string; readonly seconds: number }[]
  readonly links: readonly { readonly key: string; readonly relation: string }[]
  readonly attachments: readonly { readonly id: string; readonly filename: string; readonly size: number }[]
  readonly remoteLinks: readonly { readonly url: string; readonly title: string }[]
  readonly fields: Readonly<Record<string, unknown>>
}

/** For tests: a site that the tests of one block share, and what they do there. */
export interface WritableSite {
  readonly site: SignedInSite
  /** Runs `issue` with these arguments. */
  readonly run: (args: readonly string[], options?: InlineOptions) => Promise<CliResult>
  /** The same, for the one change that it makes. */
  readonly write: (args: readonly string[], options?: InlineOptions) => Promise<Written>
  readonly view: (key: string) => Promise<Viewed>
  readonly keysOf: (jql: string, count: number) => Promise<readonly string[]>
  readonly undo: (operation: number) => Promise<readonly Written[]>
}

/** Signs in before the first test of a block, and ends all after the last; after each test the site behaves again. */
export const writableSite = (deployment: Deployment): WritableSite => {
  let site: SignedInSite
  beforeAll(async () => {
    site = await signedInSite(deployment)
  })
  afterAll(() => site[Symbol.asyncDispose]())
  afterEach(() => site.sandbox.faults.clear())
  return {
    get site() {
      return site
    },
    run: (args, options) => site.cli.run(['issue', ...args], options),
    write: async (args, options) => {
      const [written] = await site.cli.json<Written[]>(['issue', ...args], options)
      if (written === undefined) throw new Error('nothing was written')
      return written
    },
    view: (key) => site.cli.json(['issue', 'view', key]),
    keysOf: async (jql, count) => {
      const list = ['issue', 'list', '--jql', jql, '--limit', String(count)]
      return (await site.cli.json<{ key: string }[]>(list)).map(({ key }) => key)
    },
    undo: (operation) => site.cli.json(['undo', String(operation)]),
  }
}

export const plain = (text: unknown): string => JSON.stringify(text)
