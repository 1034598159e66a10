import type { Result } from './run.ts'

/** False when something differs that the table does not explain. */
export const isClean = ({ problems, unused, failures }: Result): boolean =>
  problems.length + unused.length + failures.length === 0

const summary = (result: Result): string => {
  const { deployment, described, served, answered, requests, others, answers, listed } = result
  const covered = [...served].filter((name) => answered.has(name)).length
  return [
    `${deployment}: ${covered} operations answered of ${served.size} served (${described.length} described)`,
    `${requests} requests of the client judged (${others} to APIs without a description)`,
    `${answers} answers judged`,
    `${listed} differences listed`,
  ].join(', ')
}

/** What a person reads. `list` adds the operations that were not answered with success, and those without a route. */
export const toText = (result: Result, list: boolean): string => {
  const { deployment, problems, unused, failures, described, served, answered } = result
  const missing = list
    ? [
        ...[...served].filter((name) => !answered.has(name)).map((name) => `  served only with refusals: ${name}`),
        ...described.filter((name) => !served.has(name)).map((name) => `  no route: ${name}`),
      ]
    : []
  return [
    ...missing,
    ...failures.map((text) => `✗ ${deployment} client: ${text}`),
    ...problems.map(
      ({ operation, rule, where, message }) => `✗ ${deployment} ${operation} ${rule} ${where}: ${message}`,
    ),
    ...unused.map(({ operation, rule, where }) => `✗ ${deployment} not met any more: ${operation} ${rule} ${where}`),
    summary(result),
    '',
  ].join('\n')
}
