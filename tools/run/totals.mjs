// Adds up what the test runs of all projects left behind.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What each kind of run leaves in the `coverage` folder of its project. */
export const allKinds = ['results.json', 'e2e-results.json', 'keychain-results.json', 'browser-results.json']

const resultFiles = (root) =>
  ['packages', 'apps', 'tools'].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((name) =>
      allKinds.map((file) => join(root, folder, name, 'coverage', file)),
    ),
  )

/** Forgets what earlier runs left, so that nothing old is counted. */
export const clearResults = (root, kinds) => {
  for (const file of resultFiles(root))
    if (kinds.some((kind) => file.endsWith(`/${kind}`))) rmSync(file, { force: true })
}

const results = (root, kinds) =>
  resultFiles(root)
    .filter((file) => kinds.some((kind) => file.endsWith(`/${kind}`)) && existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')))

/** Totals of the runs of these kinds. */
export const totals = (root, kinds) =>
  results(root, kinds).reduce(
    (sum, run) => ({
      passed: sum.passed + run.numPassedTests,
      failed: sum.failed + run.numFailedTests + (run.success || run.numFailedTests > 0 ? 0 : 1),
      skipped: sum.skipped + run.numPendingTests + (run.numTodoTests ?? 0),
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

export const closingLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`

const messageLines = 12

const told = (root, file, { fullName, failureMessages }, how) => {
  const lines = (failureMessages[0] ?? '').split('\n').slice(0, messageLines)
  return [`${how}: ${relative(root, file)} › ${fullName}`, ...lines.map((line) => `    ${line}`)]
}

/** Who failed, and who passed at the second try only, with the beginning of what was wrong: a long log is not read for it. */
export const troubles = (root, kinds) =>
  results(root, kinds)
    .flatMap(({ testResults }) => testResults)
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      const doubtful = assertionResults.filter(
        ({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0,
      )
      return [
        ...(failed.length === 0 && message !== '' ? [`Failed: ${relative(root, name)}`, `    ${message}`] : []),
        ...failed.flatMap((each) => told(root, name, each, 'Failed')),
        ...doubtful.flatMap((each) => told(root, name, each, 'Passed at the second try only')),
      ]
    })
