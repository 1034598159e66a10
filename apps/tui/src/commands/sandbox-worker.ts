import { parentPort, workerData } from 'node:worker_threads'
import { approveConsent, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import type { SandboxReply, SandboxRequest, SandboxStart } from '../demo/sandbox-messages.ts'

/** Entry of the thread in which the demo's Jira lives, so that its work is not felt on the screen. */
const start = async (port: NonNullable<typeof parentPort>, data: SandboxStart): Promise<void> => {
  const post = (reply: SandboxReply): void => port.postMessage(reply)
  let sandbox: Sandbox
  try {
    sandbox = await startSandbox({ port: data.port, issues: data.issues, latencyMs: data.latencyMs })
  } catch (error) {
    post({ kind: 'failed', message: error instanceof Error ? error.message : 'unknown' })
    return
  }
  const client = sandbox.registerClient({ name: 'mmd-tui', redirectUri: data.redirectUri, scope: 'WRITE' })
  port.on('message', (request: SandboxRequest) => {
    if (request.kind === 'close') void sandbox.close().then(() => port.close())
    else void approve(request).then(post)
  })
  const users = sandbox.world.users
    .filter(({ active }) => active)
    .map(({ name, displayName, password }) => ({ name, displayName, password }))
  post({ kind: 'ready', baseUrl: sandbox.baseUrl, users, ...client })
}

const approve = async ({ id, url, person }: Extract<SandboxRequest, { kind: 'approve' }>): Promise<SandboxReply> => {
  try {
    await approveConsent(url, { username: person.name, password: person.password })
    return { kind: 'approved', id }
  } catch (error) {
    return { kind: 'not-approved', id, message: error instanceof Error ? error.message : 'unknown' }
  }
}

if (parentPort !== null) void start(parentPort, workerData as SandboxStart)
