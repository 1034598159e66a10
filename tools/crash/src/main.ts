import { parseOptions, usage } from './options.ts'
import { addResult, failureText, noTotals, toText } from './report.ts'
import { runMany } from './run/run-many.ts'

const { stdout, stderr } = process

const main = async (argv: readonly string[]): Promise<number> => {
  try {
    const options = parseOptions(argv)
    if (options.help) {
      stdout.write(usage)
      return 0
    }
    const totals = noTotals()
    const began = Date.now()
    await runMany({
      ...options,
      onResult: (result, folder) => {
        addResult(totals, result)
        if (folder !== undefined) stdout.write(failureText(result, folder))
        else if (totals.runs % 50 === 0) stderr.write(`${totals.runs} of ${options.runs}, ${totals.failed} failed\n`)
      },
    })
    stdout.write(
      `Seeds ${options.seed} to ${options.seed + options.runs - 1}, ${Math.round((Date.now() - began) / 1_000)} s\n`,
    )
    stdout.write(toText(totals))
    return totals.failed === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    stderr.write(`${error.message}\n\n${usage}`)
    return 2
  }
}

process.exitCode = await main(process.argv.slice(2))
