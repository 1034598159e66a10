#!/usr/bin/env node
import { once } from 'node:events'
import { startConfluenceSandbox } from '../confluence/start-confluence.ts'
import { SandboxError } from '../errors.ts'
import { personas } from '../persona.ts'
import type { Sandbox } from '../serve-world.ts'
import { startCloudSandbox } from '../start-cloud-sandbox.ts'
import { startSandbox } from '../start-sandbox.ts'
import { testCertificates } from '../testing/certificates.ts'
import { announce, type Registered, type TlsFiles, toText } from './announcement.ts'
import { announceCloud, cloudText } from './cloud-announcement.ts'
import { type ConsumerChoice, parseCommand, type SandboxCommand, type TlsChoice, usage } from './options.ts'
import { readNamed, readTls } from './read-tls.ts'

const clientOf = (sandbox: Sandbox, redirectUri: string): Registered => {
  const registration = { name: 'mmd-tui', redirectUri, scope: 'WRITE' } as const
  return { client: { ...registration, ...sandbox.registerClient(registration) } }
}

const serviceAccountOf = (sandbox: Sandbox): Registered => {
  const registration = { name: 'Night shift', scope: 'WRITE' } as const
  return { serviceAccount: { ...registration, ...sandbox.registerServiceAccount(registration) } }
}

const consumerOf = (sandbox: Sandbox, { publicKeyFile, ...consumer }: ConsumerChoice): Registered => {
  const publicKey = readNamed('consumer-public-key', publicKeyFile)
  sandbox.registerConsumer({ name: 'mmd-tui', publicKey, ...consumer })
  return { consumer }
}

const register = (sandbox: Sandbox, { sandbox: options, redirectUri, consumer }: SandboxCommand): Registered => {
  const persona = personas[options.persona ?? '10.3']
  return {
    ...(persona.oauth2 ? clientOf(sandbox, redirectUri) : {}),
    ...(persona.serviceAccounts ? serviceAccountOf(sandbox) : {}),
    ...(consumer === undefined ? {} : consumerOf(sandbox, consumer)),
  }
}

const filesOf = (tls: TlsChoice | undefined): TlsFiles | undefined => {
  if (tls?.kind !== 'test') return undefined
  const { ca, clientCert, clientKey } = testCertificates.files
  return { ca, ...(tls.clientCertificate ? { clientCert, clientKey } : {}) }
}

/** Resolves when somebody wants it to end. */
const ended = (): Promise<unknown> => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])

const say = (command: SandboxCommand, announcement: object, text: string): void =>
  void process.stdout.write(command.json ? `${JSON.stringify(announcement)}\n` : text)

const serveCloud = async (command: SandboxCommand, end: Promise<unknown>): Promise<void> => {
  const { port, issues, seed, latencyMs } = command.sandbox
  const chosen = Object.entries({ port, issues, seed, latencyMs }).filter(([, value]) => value !== undefined)
  await using cloud = await startCloudSandbox(Object.fromEntries(chosen))
  for (const fault of command.faults) cloud.faults.add(fault)
  const announcement = announceCloud(cloud, command.redirectUri)
  say(command, announcement, cloudText(announcement))
  await end
}

const serveSite = async (command: SandboxCommand, end: Promise<unknown>): Promise<void> => {
  const tls = command.tls === undefined ? {} : { tls: readTls(command.tls) }
  const start = command.product === 'confluence' ? startConfluenceSandbox : startSandbox
  await using sandbox = await start({ ...command.sandbox, ...tls })
  for (const fault of command.faults) sandbox.faults.add(fault)
  const extras = { control: command.sandbox.control === true, tls: filesOf(command.tls) }
  const announcement = announce(sandbox, register(sandbox, command), extras)
  say(command, announcement, toText(announcement))
  await end
}

const serve = (command: SandboxCommand): Promise<void> =>
  (command.product === 'cloud' ? serveCloud : serveSite)(command, ended())

const main = async (args: readonly string[]): Promise<number> => {
  try {
    const command = parseCommand(args)
    if (command.help) process.stdout.write(usage)
    else await serve(command)
    return 0
  } catch (error) {
    const misuse = error instanceof TypeError
    if (!misuse && !(error instanceof SandboxError)) throw error
    process.stderr.write(`${error.message}\n${misuse ? 'jira-sandbox --help tells the flags.\n' : ''}`)
    return misuse ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
