import { parentPort, workerData } from 'node:worker_threads'
import { approveCloudConsent, approveConsent, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import type { DemoPerson, SandboxFacts, SandboxReply, SandboxRequest, SandboxStart } from '../demo/sandbox-messages.ts'

/** The demo's Jira of one deployment. */
interface DemoSite {
  readonly facts: SandboxFacts
  approve(url: string, person: DemoPerson): Promise<unknown>
  close(): Promise<void>
}

const startDataCenter = async ({ port, issues, latencyMs, redirectUri }: SandboxStart): Promise<DemoSite> => {
  const sandbox = await startSandbox({ port, issues, latencyMs })
  const client = sandbox.registerClient({ name: 'mmd-tui', redirectUri, scope: 'WRITE' })
  const users = sandbox.world.users.filter(({ active }) => active)
  return {
    facts: {
      baseUrl: sandbox.baseUrl,
      redirectUri,
      ...client,
      users: users.map(({ name, displayName, password }) => ({ name, displayName, password })),
    },
    approve: (url, { name, password }) => approveConsent(url, { username: name, password }),
    close: () => sandbox.close(),
  }
}

const startCloud = async ({ port, issues, latencyMs, redirectUri, scope }: SandboxStart): Promise<DemoSite> => {
  const sandbox = await startCloudSandbox({ port, issues, latencyMs })
  const { siteUrl, authUrl, apiUrl, cloudId } = sandbox
  // Leave to renew the token is asked for with the others, and nothing that an app is registered with.
  const scopes = scope.split(' ').filter((word) => word !== 'offline_access')
  const client = sandbox.registerApp({ name: 'mmd-tui', redirectUri, scopes })
  const users = sandbox.world.users.filter(({ active }) => active)
  return {
    facts: {
      baseUrl: siteUrl,
      cloud: { authUrl, apiUrl, cloudId },
      redirectUri,
      ...client,
      users: users.map(({ email, displayName, password }) => ({ name: email, displayName, password })),
    },
    approve: (url, { name, password }) => approveCloudConsent(url, { email: name, password, site: siteUrl }),
    close: () => sandbox.close(),
  }
}

/** An address on this machine whose port 0 stands for any that is free. */
const onFreePort = async (address: string): Promise<string> =>
  address.includes(':0/') ? address.replace(':0/', `:${await findFreePort()}/`) : address

/** Entry of the thread in which the demo's Jira lives, so that its work is not felt on the screen. */
const start = async (port: NonNullable<typeof parentPort>, data: SandboxStart): Promise<void> => {
  const post = (reply: SandboxReply): void => port.postMessage(reply)
  let site: DemoSite
  try {
    const started = { ...data, redirectUri: await onFreePort(data.redirectUri) }
    site = await (data.deployment === 'cloud' ? startCloud(started) : startDataCenter(started))
  } catch (error) {
    post({ kind: 'failed', message: error instanceof Error ? error.message : 'unknown' })
    return
  }
  port.on('message', (request: SandboxRequest) => {
    if (request.kind === 'close') void site.close().then(() => port.close())
    else void approve(site, request).then(post)
  })
  post({ kind: 'ready', ...site.facts })
}

const approve = async (
  site: DemoSite,
  { id, url, person }: Extract<SandboxRequest, { kind: 'approve' }>,
): Promise<SandboxReply> => {
  try {
    await site.approve(url, person)
    return { kind: 'approved', id }
  } catch (error) {
    return { kind: 'not-approved', id, message: error instanceof Error ? error.message : 'unknown' }
  }
}

if (parentPort !== null) void start(parentPort, workerData as SandboxStart)
