import { type Site, signIn } from '@mmd/auth'
import { type DemoHandle, startDemo } from '../demo/start-demo.ts'
import { startSandboxWorker } from '../demo/start-sandbox-worker.ts'
import { defaultRedirectUri, defaultScope } from '../session/method-facts.ts'
import { openBook, openSecrets } from '../session/open-book.ts'
import { builtInViews } from '../session/views.ts'
import { createLoginPorts } from './auth/login-ports.ts'
import { connect } from './connect.ts'
import type { CommandContext, CommandResult } from './invocation.ts'
import { fetchIssues } from './issue/fetch-issues.ts'
import { printIssues } from './issue/print-issues.ts'

export interface DemoOptions {
  readonly deployment: 'dc' | 'cloud'
  readonly issues: number
  readonly latency: number
  readonly port: number
  readonly approve?: boolean
  readonly serve?: boolean
}

const deploymentOf = ({ deployment }: DemoOptions): Site['deployment'] =>
  deployment === 'cloud' ? 'cloud' : 'datacenter'

/**
 * `demo`: a Jira of its own and everything that works on it. With a terminal the screen, else the triage list once;
 * `--serve` gives the Jira alone. Nothing of it outlives the run.
 */
export const runDemo = async (context: CommandContext, options: DemoOptions): CommandResult => {
  if (options.serve === true) return serve(context, options)
  const { environment, output } = context
  const demo = await startDemo(environment, {
    deployment: deploymentOf(options),
    port: options.port,
    issues: options.issues,
    latencyMs: options.latency,
  })
  const isScreen = environment.isTerminal.stdin && environment.isTerminal.stdout && !output.json
  try {
    if (options.approve === true || !isScreen) await signInByItself(context, demo)
    if (!isScreen) return await printTriageList({ ...context, environment: demo.environment, globals: context.globals })
    const { startApp } = await import('../app/start.ts')
    return await startApp({ environment, site: demo.site.name, demo })
  } finally {
    await demo.close()
  }
}

/** The whole sign-in over HTTP, with somebody pressing Allow who is not a person. */
const signInByItself = async (context: CommandContext, demo: DemoHandle): Promise<void> => {
  const { environment, site } = demo
  const secrets = await openSecrets(environment)
  const ports = createLoginPorts({ ...context, environment }, site, { secrets, transport: {}, browser: false })
  const failure = Promise.withResolvers<never>()
  const signedIn = signIn(
    site,
    {
      ...ports,
      report: () => undefined,
      openBrowser: async (url) => {
        demo.approve(url).catch(failure.reject)
        return true
      },
    },
    { signal: context.signal, callback: 'listener' },
  )
  const { user } = await Promise.race([signedIn, failure.promise])
  await (await openBook(environment)).update(site.name, { user })
}

const printTriageList = async (context: CommandContext): CommandResult => {
  const { output, signal } = context
  const { client, origin } = await connect({ ...context, globals: { ...context.globals, site: 'demo' } })
  const [triage] = builtInViews
  const found = await fetchIssues(client, { jql: triage?.jql ?? '', limit: 50, signal })
  printIssues(output, found, { originOf: () => origin, format: output.json ? 'json' : 'table' })
  return undefined
}

const serve = async ({ environment, output, signal }: CommandContext, options: DemoOptions): CommandResult => {
  const deployment = deploymentOf(options)
  const redirectUri = defaultRedirectUri[deployment]
  const scope = defaultScope[deployment]
  const { port, issues, latency: latencyMs } = options
  const start = { deployment, port, issues, latencyMs, redirectUri, scope }
  const sandbox = await startSandboxWorker(environment.root, start)
  try {
    const { baseUrl, cloud, clientId, clientSecret, users } = sandbox
    if (output.json) {
      output.value({ baseUrl, ...cloud, clientId, clientSecret, redirectUri, scope, users })
    } else {
      output.line(`Jira       ${baseUrl}`)
      if (cloud !== undefined) {
        output.line(`Login      ${cloud.authUrl}`)
        output.line(`Gateway    ${cloud.apiUrl}`)
      }
      output.line(`Client     ${clientId}`)
      output.line(`Secret     ${clientSecret}`)
      output.line(`Redirect   ${redirectUri}`)
      for (const { name, displayName, password } of users)
        output.line(`User       ${name} / ${password}  ${displayName}`)
      output.note('Nothing here is worth protecting. Ctrl-C ends it.')
    }
    await aborted(signal)
  } finally {
    await sandbox.close()
  }
  signal.throwIfAborted()
  return undefined
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
