import { createRandom, type Random } from './random.ts'
import type { SandboxIssue } from './world.ts'

/** A system that tells Jira of code or of builds. `type` is what the resources call its kind. */
export interface CodeHost {
  readonly id: string
  readonly type: 'stash' | 'GitHub' | 'bamboo'
  readonly name: string
  readonly url: string
}

/** One change of code. Times are epoch milliseconds here, too. */
export interface SandboxCommit {
  /** 40 hexadecimal digits. */
  readonly hash: string
  readonly message: string
  readonly authorKey: string
  readonly at: number
  readonly files: number
}

export interface SandboxPullRequest {
  readonly id: string
  readonly name: string
  readonly status: 'OPEN' | 'MERGED' | 'DECLINED'
  readonly authorKey: string
  readonly reviewerKey: string
  readonly approved: boolean
  readonly at: number
}

/** What was done for an issue in one repository: a branch, its commits and perhaps a pull request. */
export interface SandboxWork {
  readonly host: CodeHost
  readonly repository: string
  readonly branch: string
  /** Oldest first, at least one. */
  readonly commits: readonly [SandboxCommit, ...SandboxCommit[]]
  readonly pullRequest?: SandboxPullRequest
}

export interface SandboxBuild {
  readonly plan: string
  readonly number: number
  readonly state: 'SUCCESSFUL' | 'FAILED' | 'UNKNOWN'
  readonly at: number
}

export interface SandboxDeployment {
  readonly environment: string
  readonly state: 'SUCCESSFUL' | 'FAILED'
  readonly at: number
}

/** All that code hosts and build servers tell of an issue. */
export interface Development {
  readonly works: readonly SandboxWork[]
  readonly builds: readonly SandboxBuild[]
  readonly deployments: readonly SandboxDeployment[]
}

const own: CodeHost = { id: 'a1', type: 'stash', name: 'Bitbucket', url: 'https://git.acme.example' }
const vendor: CodeHost = { id: 'a2', type: 'stash', name: 'Bitbucket [vendor]', url: 'https://git.vendor.example' }
const gitHub: CodeHost = { id: 'g1', type: 'GitHub', name: 'GitHub', url: 'https://github.example' }

/** Where builds run. */
export const buildServer: CodeHost = { id: 'b1', type: 'bamboo', name: 'Bamboo', url: 'https://builds.acme.example' }

const repositories: Readonly<Record<string, readonly [string, ...string[]]>> = {
  PAY: ['checkout', 'ledger', 'refund-service'],
  OPS: ['cluster-config', 'runbooks'],
}

// What was made before the first ordinary issue has a number below this, and nobody wrote code for it.
const firstNumber = 300
const [epic, subtask] = ['10000', '10003']
const nothing: Development = { works: [], builds: [], deployments: [] }

const hex = (random: Random): string =>
  Array.from({ length: 40 }, () => Math.floor(random.next() * 16).toString(16)).join('')

const slugOf = (summary: string): string =>
  summary
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 32)
    .replace(/-$/u, '')

const peopleOf = ({ assigneeKey, reporterKey }: SandboxIssue): readonly [string, string] => {
  const author = assigneeKey ?? reporterKey ?? 'JIRAUSER10101'
  return [author, reporterKey ?? author]
}

const commitsOf = (issue: SandboxIssue, random: Random): SandboxWork['commits'] => {
  const [authorKey] = peopleOf(issue)
  const span = issue.updated - issue.created
  const one = (part: number, message: string): SandboxCommit => ({
    hash: hex(random),
    message: `${issue.key} ${message}`,
    authorKey,
    at: issue.created + Math.floor(span * part),
    files: random.between(1, 9),
  })
  const more = random.between(0, 3)
  return [one(0.3, issue.summary), ...Array.from({ length: more }, (_, at) => one(0.4 + at * 0.1, 'Say why, and test'))]
}

const pullRequestOf = (issue: SandboxIssue, random: Random): SandboxPullRequest => {
  const [authorKey, reviewerKey] = peopleOf(issue)
  const status =
    issue.resolutionId === null
      ? 'OPEN'
      : random.weighted([
          ['MERGED', 9],
          ['DECLINED', 1],
        ] as const)
  return {
    id: `#${random.between(100, 999)}`,
    name: `${issue.key} ${issue.summary}`,
    status,
    authorKey,
    reviewerKey,
    approved: status === 'MERGED' || random.chance(0.3),
    at: issue.created + Math.floor((issue.updated - issue.created) * 0.8),
  }
}

const workOf = (issue: SandboxIssue, host: CodeHost, repository: string, random: Random): SandboxWork => ({
  host,
  repository,
  branch: `feature/${issue.key}-${slugOf(issue.summary)}`,
  commits: commitsOf(issue, random),
  ...(random.chance(0.8) && { pullRequest: pullRequestOf(issue, random) }),
})

const worksOf = (issue: SandboxIssue, random: Random): readonly SandboxWork[] => {
  const names = random.some(
    repositories[issue.projectKey] ?? ['tools'],
    random.weighted([
      [1, 3],
      [2, 1],
    ] as const),
  )
  const hosts = random.shuffled([own, own, vendor, gitHub])
  return names.map((name, index) => workOf(issue, hosts[index] ?? own, name, random))
}

const buildsOf = (issue: SandboxIssue, random: Random): readonly SandboxBuild[] =>
  Array.from({ length: random.between(0, 3) }, (_, index) => ({
    plan: `${issue.projectKey}-MAIN`,
    number: random.between(200, 999) * 4 + index,
    state: random.weighted([
      ['SUCCESSFUL', 7],
      ['FAILED', 2],
      ['UNKNOWN', 1],
    ] as const),
    at: issue.created + Math.floor((issue.updated - issue.created) * 0.85) + index * 60_000,
  }))

const deploymentsOf = (issue: SandboxIssue, random: Random): readonly SandboxDeployment[] =>
  issue.resolutionId === null
    ? []
    : random.some(['Staging', 'Production'], 2).map((environment) => ({
        environment,
        state: random.chance(0.9) ? 'SUCCESSFUL' : 'FAILED',
        at: issue.updated,
      }))

const make = (issue: SandboxIssue): Development => {
  const isOrdinary = issue.number >= firstNumber && issue.typeId !== epic && issue.typeId !== subtask
  if (!Object.hasOwn(repositories, issue.projectKey) || !isOrdinary) return nothing
  // A source of its own: the choices of the rest of the world stay what they were.
  const random = createRandom(issue.id * 7919)
  if (!random.chance(0.35)) return nothing
  return { works: worksOf(issue, random), builds: buildsOf(issue, random), deployments: deploymentsOf(issue, random) }
}

// Code hosts do not hear of changes in Jira: what was once told of an issue stays.
const told = new WeakMap<SandboxIssue, Development>()

/** The development of an issue, the same whenever it is asked for: about every third ordinary one has some. */
export const developmentOf = (issue: SandboxIssue): Development => {
  const development = told.get(issue) ?? make(issue)
  told.set(issue, development)
  return development
}
