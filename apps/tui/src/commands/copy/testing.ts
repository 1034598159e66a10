import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Deployment, type SignedInSite, signedInSite } from '../testing/sites.ts'
import type { Written } from '../testing/written.ts'

export interface Waiting extends Written {
  readonly words: string
  readonly error?: { readonly code: string }
  readonly conflicts: readonly { readonly field: string; readonly mine: unknown; readonly theirs: unknown }[]
}
export interface Row {
  readonly key: string
  readonly summary: string
  readonly assignee: { readonly name: string } | null
}
export interface Synced {
  readonly views: readonly { readonly view: string; readonly issues: number; readonly added: number }[]
  readonly outbox: readonly Written[]
}
interface Viewed {
  readonly summary: string
  readonly priority: string
  readonly comments: readonly { readonly body: unknown }[]
  readonly labels: readonly string[]
}

/** A site that the tests of one block share, and what they ask of it most. */
export interface SharedSite {
  readonly site: SignedInSite
  /** Twenty open issues of `PAY`. */
  readonly keys: readonly string[]
  readonly run: SignedInSite['cli']['run']
  readonly json: SignedInSite['cli']['json']
  readonly view: (key: string) => Promise<Viewed>
  readonly outbox: () => Promise<readonly Waiting[]>
}

/** Signs in before the first test of a block, and ends all after the last; after each test the site behaves again. */
export const signedInWithKeys = (deployment: Deployment): SharedSite => {
  let site: SignedInSite
  let keys: readonly string[] = []
  const json: SharedSite['json'] = (args, options) => site.cli.json(args, options)
  beforeAll(async () => {
    site = await signedInSite(deployment)
    const open = 'project = PAY AND resolution is EMPTY ORDER BY key'
    keys = (await json<Row[]>(['issue', 'list', '--jql', open, '--limit', '20'])).map(({ key }) => key)
  })
  afterAll(() => site[Symbol.asyncDispose]())
  afterEach(() => site.sandbox.faults.clear())
  return {
    get site() {
      return site
    },
    get keys() {
      return keys
    },
    json,
    run: (args, options) => site.cli.run(args, options),
    view: (key) => json(['issue', 'view', key]),
    outbox: () => json(['outbox', 'list']),
  }
}
