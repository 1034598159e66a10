import { join } from 'node:path'
import { FetchError, fetchDescriptions } from './fetch-descriptions.ts'
import { isClean, toText } from './report.ts'
import { runDeployment } from './run.ts'

const usage = `npm run openapi -- [--list]

Holds the client and the sandbox against the published OpenAPI descriptions of Jira. --list also tells the operations
that have no route in the sandbox, and those that were only refused.
`

const main = async (argv: readonly string[]): Promise<number> => {
  if (argv.some((word) => word !== '--list')) {
    const isHelp = argv.includes('--help')
    void (isHelp ? process.stdout : process.stderr).write(usage)
    return isHelp ? 0 : 2
  }
  try {
    const documents = fetchDescriptions(join(import.meta.dirname, '../../../node_modules/.cache/mmd-openapi'))
    let isAllClean = true
    for (const deployment of ['datacenter', 'cloud'] as const) {
      const result = await runDeployment(deployment, documents)
      process.stdout.write(toText(result, argv.includes('--list')))
      isAllClean &&= isClean(result)
    }
    return isAllClean ? 0 : 1
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    process.stderr.write(`The descriptions could not be fetched; is the npm registry reachable?\n${error.message}\n`)
    return 2
  }
}

process.exitCode = await main(process.argv.slice(2))
