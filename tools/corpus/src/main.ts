import { statSync } from 'node:fs'
import { runGuarded } from './guarded.ts'
import { type CorpusOptions, parseOptions, usage } from './options.ts'
import { isClean, type Report, toText } from './report.ts'

const { stdout, stderr } = process

const progress = (index: number, name: string): void => {
  const safe = name.replaceAll(/[^\x20-\x7e]/g, '?')
  stderr.write(`\r\u001b[K${index} ${safe.slice(0, Math.max(0, (stderr.columns ?? 80) - 10))}`)
}

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

const run = async (options: CorpusOptions): Promise<Report> => {
  const { folder, width, limit } = options
  if (!isFolder(folder)) throw new TypeError(`There is no folder ${JSON.stringify(folder)}`)
  const report = await runGuarded({ folder, width, limit, ...(stderr.isTTY ? { progress } : {}) })
  if (stderr.isTTY) stderr.write('\r\u001b[K')
  return report
}

const main = async (argv: readonly string[]): Promise<number> => {
  try {
    const options = parseOptions(argv)
    if (options.help) {
      stdout.write(usage)
      return 0
    }
    const report = await run(options)
    stdout.write(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : toText(report))
    return isClean(report) ? 0 : 1
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    stderr.write(`${error.message}\n\n${usage}`)
    return 2
  }
}

process.exitCode = await main(process.argv.slice(2))
