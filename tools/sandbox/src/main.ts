import { once } from 'node:events'
import { personas, type Sandbox, SandboxError, startSandbox } from '@mmd/jira-sandbox'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { announce, type Registered, type TlsFiles, toText } from './announcement.ts'
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

const serve = async (command: SandboxCommand): Promise<void> => {
  const signals = [once(process, 'SIGINT'), once(process, 'SIGTERM')]
  const tls = command.tls === undefined ? {} : { tls: readTls(command.tls) }
  await using sandbox = await startSandbox({ ...command.sandbox, ...tls })
  const extras = { control: command.sandbox.control === true, tls: filesOf(command.tls) }
  const announcement = announce(sandbox, register(sandbox, command), extras)
  process.stdout.write(command.json ? `${JSON.stringify(announcement)}\n` : toText(announcement))
  await Promise.race(signals)
}

const main = async (args: readonly string[]): Promise<number> => {
  try {
    const command = parseCommand(args)
    if (command.help) process.stdout.write(usage)
    else await serve(command)
    return 0
  } catch (error) {
    const misuse = error instanceof TypeError
    if (!misuse && !(error instanceof SandboxError)) throw error
    process.stderr.write(`${error.message}\n`)
    return misuse ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
