import { once } from 'node:events'
import { SandboxError, startSandbox } from '@mmd/jira-sandbox'
import { announce, toText } from './announcement.ts'
import { parseCommand, type SandboxCommand, usage } from './options.ts'

const serve = async ({ sandbox: options, redirectUri, json }: SandboxCommand): Promise<void> => {
  const signals = [once(process, 'SIGINT'), once(process, 'SIGTERM')]
  await using sandbox = await startSandbox(options)
  const registration = { name: 'mmd-tui', redirectUri, scope: 'WRITE' } as const
  const client = { ...registration, ...sandbox.registerClient(registration) }
  const announcement = announce(sandbox, client, options.control === true)
  process.stdout.write(json ? `${JSON.stringify(announcement)}\n` : toText(announcement))
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
