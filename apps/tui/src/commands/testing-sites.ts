import { type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { createInlineCli, type InlineCli } from './testing-inline.ts'

export const deployments = ['datacenter', 'cloud'] as const
export type Deployment = (typeof deployments)[number]

/** A site of one deployment, saved as `acme` and signed in to as Mira. */
export interface SignedInSite extends AsyncDisposable {
  readonly deployment: Deployment
  readonly cli: InlineCli
  /** The same person at another machine. */
  readonly other: InlineCli
  readonly sandbox: Pick<Sandbox, 'faults' | 'journal'>
  /** Everything that is sent to the site is lost on the way, until this is disposed of. */
  unreachable(): Disposable
}

export const signedInSite = async (deployment: Deployment, issues = 60): Promise<SignedInSite> => {
  const [cli, other] = [createInlineCli(), createInlineCli()]
  const { sandbox, signIn } = deployment === 'cloud' ? await startCloud(issues) : await startDataCenter(issues)
  await signIn(cli)
  await signIn(other)
  return {
    deployment,
    cli,
    other,
    sandbox,
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

const succeed = async (cli: InlineCli, args: readonly string[], input?: string): Promise<void> => {
  const { code, stderr } = await cli.run(args, input === undefined ? {} : { input })
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
}

interface Started {
  readonly sandbox: Pick<Sandbox, 'faults' | 'journal' | 'close'>
  readonly signIn: (cli: InlineCli) => Promise<void>
}

const startDataCenter = async (issues: number): Promise<Started> => {
  const sandbox = await startSandbox({ issues, seed: 7 })
  const signIn = async (cli: InlineCli): Promise<void> => {
    await succeed(cli, ['site', 'add', sandbox.baseUrl, '--method', 'pat', '--name', 'acme'])
    await succeed(cli, ['auth', 'login', 'acme', '--token-stdin'], `${sandbox.issuePat('mira')}\n`)
  }
  return { sandbox, signIn }
}

const startCloud = async (issues: number): Promise<Started> => {
  const sandbox = await startCloudSandbox({ issues })
  const email = 'mira@acme.example'
  const signIn = async (cli: InlineCli): Promise<void> => {
    const flags = ['--method', 'api-token', '--user', email, '--api-url', sandbox.apiUrl]
    await succeed(cli, ['site', 'add', sandbox.siteUrl, ...flags, '--name', 'acme'])
    await succeed(cli, ['auth', 'login', 'acme', '--token-stdin'], `${sandbox.issueApiToken(email)}\n`)
  }
  return { sandbox, signIn }
}
