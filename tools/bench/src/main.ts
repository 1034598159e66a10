/** Measures the built program and prints tables. See `benchUsage`; run with `--conditions=@mmd/source`. */
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { startSandbox } from '@mmd/jira-sandbox'
import { type BenchOptions, parseBenchOptions } from './options.ts'
import { prepareHome } from './prepare-home.ts'
import { replaceResults } from './report.ts'
import { type BenchResults, needSite, runBench, tablesOf } from './run-bench.ts'
import { fullPace } from './subject.ts'
import { toMarkdown } from './table.ts'

const user = 'mira'

const toPage = (results: BenchResults, { issues, only }: BenchOptions): string => {
  const where = `Node ${process.versions.node}, ${process.platform}, ${availableParallelism()} processors`
  const when = new Date().toISOString().slice(0, 10)
  const against = needSite(only) ? `, against the sandbox with ${issues} issues` : ''
  const preface = `Measured ${when} with ${where}${against}.`
  return [preface, ...tablesOf(results).map(toMarkdown)].join('\n\n')
}

const progress = (text: string): void => console.error(text)

const printResults = async (
  { results, failures }: Awaited<ReturnType<typeof runBench>>,
  options: BenchOptions,
): Promise<number> => {
  console.log(options.json ? JSON.stringify({ results, failures }, undefined, 2) : toPage(results, options))
  for (const { measurement, message } of failures) console.error(`${measurement} could not be measured: ${message}`)
  if (options.write !== undefined && failures.length === 0) {
    const page = await readFile(options.write, 'utf8')
    await writeFile(options.write, replaceResults(page, toPage(results, options)))
  }
  return failures.length === 0 ? 0 : 1
}

const main = async (options: BenchOptions): Promise<number> => {
  if (!needSite(options.only)) return printResults(await runBench({ pace: fullPace, progress }, options), options)
  progress(`a site with ${options.issues} issues`)
  await using sandbox = await startSandbox({ issues: options.issues })
  const { program, view, marker } = options
  const token = sandbox.issuePat(user)
  await using home = await prepareHome({ program, view, marker, baseUrl: sandbox.baseUrl, token })
  const requests = {
    clear: () => sandbox.journal.clear(),
    lines: () => sandbox.journal.entries.map(({ method, path }) => `${method} ${path}`),
  }
  return printResults(await runBench({ subject: home.subject, requests, pace: fullPace, progress }, options), options)
}

try {
  process.exitCode = await main(parseBenchOptions(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof TypeError ? 2 : 1
}
