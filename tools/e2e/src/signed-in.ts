import { type Sandbox, type SandboxOptions, startSandbox } from '@mmd/jira-sandbox'
import { type Home, makeHome } from './program.ts'

/** A home with a saved site that is signed in to a running sandbox. */
export interface SignedIn extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly home: Home
}

/** Starts a sandbox and signs `mira` in by a personal access token, through the program's own commands. */
export const signedIn = async (options: SandboxOptions = {}): Promise<SignedIn> => {
  const sandbox = await startSandbox(options)
  const home = await makeHome()
  const added = await home.run(['site', 'add', sandbox.baseUrl, '--name', 'acme', '--method', 'pat'])
  const token = sandbox.issuePat('mira')
  const login = await home.run(['auth', 'login', 'acme', '--token-stdin'], { input: token })
  if (added.code !== 0 || login.code !== 0) throw new Error(`${added.stderr}${login.stderr}`)
  sandbox.journal.clear()
  return {
    sandbox,
    home,
    [Symbol.asyncDispose]: async () => {
      await home[Symbol.asyncDispose]()
      await sandbox.close()
    },
  }
}
