import { type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

export const deployments = ['datacenter', 'cloud'] as const
export type Deployment = (typeof deployments)[number]

/** A site of one deployment, saved as `acme` and signed in to as Mira. */
export interface SignedInSite extends AsyncDisposable {
  readonly deployment: Deployment
  readonly cli: InlineCli
  /** The same person at another machine. */
  readonly other: InlineCli
  readonly sandbox: Pick<Sandbox, 'faults' | 'journal'>
  /** Signs in once more, with another token. */
  signInAgain(): Promise<void>
  /** Everything that is sent to the site is lost on the way, until this is disposed of. */
  unreachable(): Disposable
}

export const signedInSite = async (deployment: Deployment, issues = 60): Promise<SignedInSite> => {
  const [cli, other] = [createInlineCli(), createInlineCli()]
  const { sandbox, add, token } = deployment === 'cloud' ? await startCloud(issues) : await startDataCenter(issues)
  const signIn = (one: InlineCli): Promise<void> =>
    succeed(one, ['auth', 'login', 'acme', '--token-stdin'], `${token()}\n`)
  for (const one of [cli, other]) {
    await succeed(one, ['site', 'add', ...add, '--name', 'acme'])
    await signIn(one)
  }
  return {
    deployment,
    cli,
    other,
    sandbox,
    signInAgain: () => signIn(cli),
    unreachable: () => {
      const back = sandbox.faults.add({ kind: 'drop', match: { path: '/' } })
      return { [Symbol.dispose]: back }
    },
    [Symbol.asyncDispose]: async () => {
      cli[Symbol.dispose]()
      other[Symbol.dispose]()
      await sandbox.close()
    },
  }
}

/** Saves a second site, `beta`, at the machine of the first, and signs in to it. */
export const addBeta = async ({
  cli,
}: Pick<SignedInSite, 'cli'>): Promise<{ readonly sandbox: Sandbox } & AsyncDisposable> => {
  const sandbox = await startSandbox({ issues: 30, seed: 9 })
  await succeed(cli, ['site', 'add', sandbox.baseUrl, '--name', 'beta', '--method', 'pat'])
  await succeed(cli, ['auth', 'login', 'beta', '--token-stdin'], `${sandbox.issuePat('mira')}\n`)
  return { sandbox, [Symbol.asyncDispose]: () => sandbox.close() }
}

const succeed = async (cli: InlineCli, args: readonly string[], input?: string): Promise<void> => {
  const { code, stderr } = await cli.run(args, input === undefined ? {} : { input })
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
}

interface Started {
  readonly sandbox: Pick<Sandbox, 'faults' | 'journal' | 'close'>
  /** Arguments of `site add`. */
  readonly add: readonly string[]
  readonly token: () => string
}

const startDataCenter = async (issues: number): Promise<Started> => {
  const sandbox = await startSandbox({ issues, seed: 7 })
  return { sandbox, add: [sandbox.baseUrl, '--method', 'pat'], token: () => sandbox.issuePat('mira') }
}

const startCloud = async (issues: number): Promise<Started> => {
  const sandbox = await startCloudSandbox({ issues })
  const email = 'mira@acme.example'
  const add = [sandbox.siteUrl, '--method', 'api-token', '--user', email, '--api-url', sandbox.apiUrl]
  return { sandbox, add, token: () => sandbox.issueApiToken(email) }
}
