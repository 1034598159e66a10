import { formatTime } from '../rest/view.ts'
import { buildServer, type CodeHost, type Development } from '../world/development.ts'
import type { DataType } from './detail-json.ts'
import { type DevelopmentForm, linkProblems, typeNameOf, typeOf } from './host-json.ts'
import type { DevelopmentSwitches } from './switches.ts'

type Json = Readonly<Record<string, unknown>>

const latest = (times: readonly number[]): string | null => (times.length === 0 ? null : formatTime(Math.max(...times)))

type Counted = (host: CodeHost) => number

const byType = (hosts: readonly CodeHost[], form: DevelopmentForm, counted: Counted): Json => {
  const counts = new Map<string, number>()
  for (const host of new Set(hosts)) {
    const type = typeOf(host, form)
    counts.set(type, (counts.get(type) ?? 0) + counted(host))
  }
  return Object.fromEntries(
    [...counts].filter(([, count]) => count > 0).map(([type, count]) => [type, { count, name: typeNameOf(type) }]),
  )
}

const pullRequests = ({ works }: Development): Json => {
  const list = works.flatMap(({ pullRequest }) => pullRequest ?? [])
  const count = (status: string): number => list.filter((one) => one.status === status).length
  const [open, merged, declined] = [count('OPEN'), count('MERGED'), count('DECLINED')]
  const state = open > 0 ? 'OPEN' : merged > 0 ? 'MERGED' : 'DECLINED'
  return {
    count: list.length,
    lastUpdated: latest(list.map(({ at }) => at)),
    stateCount: state === 'OPEN' ? open : state === 'MERGED' ? merged : declined,
    state: list.length === 0 ? null : state,
    open: open > 0,
    details: { openCount: open, mergedCount: merged, declinedCount: declined, total: list.length },
  }
}

const builds = ({ builds: list }: Development): Json => {
  const count = (state: string): number => list.filter((one) => one.state === state).length
  return {
    count: list.length,
    lastUpdated: latest(list.map(({ at }) => at)),
    failedBuildCount: count('FAILED'),
    successfulBuildCount: count('SUCCESSFUL'),
    unknownBuildCount: count('UNKNOWN'),
  }
}

const deployments = ({ deployments: list }: Development): Json => ({
  count: list.length,
  lastUpdated: latest(list.map(({ at }) => at)),
  topEnvironments: list.map(({ environment, state }) => ({ title: environment, status: state })),
  showProjects: false,
  successfulCount: list.filter(({ state }) => state === 'SUCCESSFUL').length,
})

interface SummaryItem {
  readonly overall: Json
  readonly byInstanceType: Json
}

interface Summary {
  readonly errors: readonly Json[]
  readonly configErrors: readonly Json[]
  readonly summary: Readonly<Record<DataType, SummaryItem>>
}

const noReviews: Json = {
  count: 0,
  lastUpdated: null,
  stateCount: 0,
  state: null,
  dueDate: null,
  overDue: false,
  completed: false,
}

const miscounted = (overall: Json, { counts }: DevelopmentSwitches): Json => {
  if (counts === 'right') return overall
  return { ...overall, count: counts === 'zero' ? 0 : Number(overall['count']) + 1 }
}

/** The counts of an issue's development, and which kinds of hosts they are from. */
export const summaryJson = (
  development: Development,
  form: DevelopmentForm,
  switches: DevelopmentSwitches,
): Summary => {
  const { works } = development
  const hosts = works.map(({ host }) => host)
  const at = (host: CodeHost): Development['works'] => works.filter((work) => work.host === host)
  const item = (overall: Json, of: readonly CodeHost[], counted: Counted): SummaryItem => ({
    overall: miscounted(overall, switches),
    byInstanceType: byType(of, form, counted),
  })
  const commits = works.flatMap((work) => work.commits)
  return {
    ...linkProblems(switches, form),
    summary: {
      pullrequest: item(
        pullRequests(development),
        hosts,
        (host) => at(host).filter(({ pullRequest }) => pullRequest !== undefined).length,
      ),
      build: item(builds(development), [buildServer], () => development.builds.length),
      review: { overall: noReviews, byInstanceType: {} },
      'deployment-environment': item(deployments(development), [buildServer], () => development.deployments.length),
      repository: item({ count: commits.length, lastUpdated: latest(commits.map((one) => one.at)) }, hosts, (host) =>
        at(host).reduce((sum, work) => sum + work.commits.length, 0),
      ),
      branch: item(
        { count: works.length, lastUpdated: latest(works.map((work) => work.commits[0].at)) },
        hosts,
        (host) => at(host).length,
      ),
    },
  }
}
