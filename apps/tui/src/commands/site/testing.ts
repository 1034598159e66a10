import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { CliResult } from '../testing.ts'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

export const passphrase = ' vier Worte und mehr '
export const clientSecret = 'hush-hush-hush'

/** For tests: who invites, who is invited, and the file between them; all new for every test. */
export interface TwoHomes {
  readonly sandbox: Sandbox
  readonly host: InlineCli
  readonly guest: InlineCli
  readonly file: string
  /** Saves the site as `acme` at the host's. */
  readonly add: (flags: readonly string[], input?: string) => Promise<void>
  readonly addOAuth2: (more?: readonly string[]) => Promise<void>
  readonly exported: (flags?: readonly string[]) => Promise<CliResult>
  readonly joins: (flags?: readonly string[], input?: string) => Promise<CliResult>
  /** Sites of the guest. */
  readonly saved: () => Promise<readonly Readonly<Record<string, unknown>>[]>
}

export const twoHomes = (): TwoHomes => {
  let sandbox: Sandbox
  let host: InlineCli
  let guest: InlineCli
  let file = ''
  beforeAll(async () => {
    sandbox = await startSandbox({ issues: 1, tls: testCertificates.server })
  })
  afterAll(() => sandbox.close())
  beforeEach(() => {
    host = createInlineCli()
    guest = createInlineCli()
    file = join(host.home, 'acme.invite')
  })
  afterEach(() => {
    host[Symbol.dispose]()
    guest[Symbol.dispose]()
  })
  const add: TwoHomes['add'] = async (flags, input = '') => {
    const site = ['site', 'add', sandbox.baseUrl, '--name', 'acme', '--ca', testCertificates.files.ca]
    const { code, stderr } = await host.run([...site, ...flags], { input })
    if (code !== 0) throw new Error(stderr)
  }
  return {
    get sandbox() {
      return sandbox
    },
    get host() {
      return host
    },
    get guest() {
      return guest
    },
    get file() {
      return file
    },
    add,
    addOAuth2: (more = []) =>
      add(['--client-id', 'abc', '--client-secret-stdin', '--badge', 'red', ...more], clientSecret),
    exported: async (flags = []) => {
      const result = await host.run(['site', 'export', 'acme', '-o', file, '--passphrase-stdin', ...flags], {
        input: passphrase,
      })
      if (result.code !== 0) throw new Error(result.stderr)
      return result
    },
    joins: (flags = ['--yes'], input = passphrase) =>
      guest.run(['site', 'join', file, '--passphrase-stdin', ...flags], { input }),
    saved: () => guest.json(['site', 'list']),
  }
}
