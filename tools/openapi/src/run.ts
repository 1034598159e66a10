import { askDirectly } from './ask-directly.ts'
import { callEverything } from './calls/all-calls.ts'
import { readDescription } from './description.ts'
import { type Difference, differences } from './differences.ts'
import type { Exchange } from './exchange.ts'
import { explain } from './explain.ts'
import type { Deployment } from './fetch-descriptions.ts'
import { type JsonObject, objectOf } from './json.ts'
import { judge, type Problem } from './judge.ts'
import { judgeByKin } from './judge-by-kin.ts'
import { loosen } from './loosen.ts'
import { startPlace } from './place.ts'

/** What came of holding one deployment against its description. */
export interface Result {
  readonly deployment: Deployment
  /** Operations of the description. */
  readonly described: readonly string[]
  /** Those of them that the sandbox has a route for. */
  readonly served: ReadonlySet<string>
  /** Those that were answered with success. */
  readonly answered: ReadonlySet<string>
  /** Requests of our client to APIs that the description is about, and to others. */
  readonly requests: number
  readonly others: number
  /** Answers that were judged. */
  readonly answers: number
  /** Differences of the table that were met. */
  readonly listed: number
  /** What is wrong, without what the table explains, each once. */
  readonly problems: readonly Problem[]
  /** Rows of the table that explain nothing. */
  readonly unused: readonly Difference[]
  /** Methods of the client that failed. */
  readonly failures: readonly string[]
}

const prefixes = { cloud: '', datacenter: '/rest' } as const

/** Runs one sandbox and everything against it. */
export const runDeployment = async (
  deployment: Deployment,
  documents: Readonly<Record<Deployment, JsonObject>>,
): Promise<Result> => {
  const description = readDescription(documents[deployment], prefixes[deployment])
  const kin = description.tellsBodies ? undefined : readDescription(objectOf(loosen(documents.cloud)), prefixes.cloud)
  const exchanges: Exchange[] = []
  await using place = await startPlace(deployment, (exchange) => exchanges.push(exchange))
  const failures = await callEverything(place)
  const walk = await askDirectly(place, description)
  const all = [...exchanges, ...walk.exchanges]
  const about = all.filter(({ path }) => description.isAbout(path))
  const byKin =
    kin === undefined ? [] : all.map((exchange) => judgeByKin(kin, exchange)).filter((one) => one !== undefined)
  const found = [...all.flatMap((exchange) => judge(description, exchange)), ...byKin.flat()]
  const table = differences.filter((row) => row.on === deployment)
  const { problems, unused } = explain(found, table)
  const succeeded = about.filter(({ status }) => status < 400)
  const mine = exchanges.filter(({ path }) => description.isAbout(path))
  return {
    deployment,
    described: description.operations.map(({ name }) => name).toSorted(),
    served: walk.served,
    answered: new Set(succeeded.flatMap(({ method, path }) => description.find(method, path)?.name ?? [])),
    requests: mine.length,
    others: exchanges.length - mine.length,
    answers: description.tellsBodies ? about.length : byKin.length,
    listed: table.length - unused.length,
    problems,
    unused,
    failures,
  }
}
