import { formatTime, type View } from '../rest/view.ts'
import {
  buildServer,
  type CodeHost,
  type Development,
  type SandboxCommit,
  type SandboxWork,
} from '../world/development.ts'
import { type DevelopmentForm, instanceJson } from './host-json.ts'

type Json = Readonly<Record<string, unknown>>

/** The kinds of development that can be asked for. */
export const dataTypes = ['pullrequest', 'branch', 'repository', 'build', 'deployment-environment', 'review'] as const
/** One of them. */
export type DataType = (typeof dataTypes)[number]

const personJson = ({ world, baseUrl }: View, key: string): Json => ({
  name: world.userByKey(key)?.displayName ?? key,
  avatar: `${baseUrl}/secure/useravatar?size=small`,
})

const repositoryUrl = ({ host, repository }: SandboxWork): string => `${host.url}/projects/acme/repos/${repository}`

const repositoryRef = (work: SandboxWork): Json => ({ name: `acme/${work.repository}`, url: repositoryUrl(work) })

const commitJson = (view: View, work: SandboxWork, commit: SandboxCommit): Json => ({
  id: commit.hash,
  displayId: commit.hash.slice(0, 11),
  message: commit.message,
  author: personJson(view, commit.authorKey),
  authorTimestamp: formatTime(commit.at),
  url: `${repositoryUrl(work)}/commits/${commit.hash}`,
  fileCount: commit.files,
  merge: false,
  files: [],
})

const pullRequestJson = (view: View, work: SandboxWork): readonly Json[] => {
  const { pullRequest, branch } = work
  if (pullRequest === undefined) return []
  const { id, name, status, authorKey, reviewerKey, approved, at } = pullRequest
  return [
    {
      id,
      name,
      status,
      url: `${repositoryUrl(work)}/pull-requests/${id.slice(1)}`,
      author: personJson(view, authorKey),
      reviewers: reviewerKey === authorKey ? [] : [{ ...personJson(view, reviewerKey), approved }],
      source: { branch, repository: repositoryRef(work) },
      destination: { branch: 'main', repository: repositoryRef(work) },
      lastUpdate: formatTime(at),
      commentCount: Number(id.slice(1)) % 7,
    },
  ]
}

const branchJson = (view: View, work: SandboxWork): Json => ({
  name: work.branch,
  url: `${repositoryUrl(work)}/browse?at=${encodeURIComponent(work.branch)}`,
  createPullRequestUrl: `${repositoryUrl(work)}/pull-requests?create&sourceBranch=${encodeURIComponent(work.branch)}`,
  repository: repositoryRef(work),
  lastCommit: commitJson(view, work, work.commits.at(-1) ?? work.commits[0]),
})

const repositoryJson = (view: View, work: SandboxWork): Json => ({
  ...repositoryRef(work),
  avatar: `${work.host.url}/avatar.png`,
  commits: work.commits.map((commit) => commitJson(view, work, commit)),
})

const codeJson = (view: View, works: readonly SandboxWork[], type: DataType): Json => ({
  branches: type === 'branch' ? works.map((work) => branchJson(view, work)) : [],
  pullRequests: type === 'pullrequest' ? works.flatMap((work) => pullRequestJson(view, work)) : [],
  repositories: type === 'repository' ? works.map((work) => repositoryJson(view, work)) : [],
})

// The members of builds and deployments are not known for sure; these have a name, a state and a time.
const runsJson = ({ builds, deployments }: Development, type: DataType): Json =>
  type === 'build'
    ? {
        builds: builds.map(({ plan, number, state, at }) => ({
          id: `${plan}-${number}`,
          name: `${plan} #${number}`,
          url: `${buildServer.url}/browse/${plan}-${number}`,
          state,
          lastUpdated: formatTime(at),
        })),
      }
    : {
        deployments: deployments.map(({ environment, state, at }) => ({
          displayName: `Release to ${environment}`,
          environment: { title: environment },
          state,
          lastUpdated: formatTime(at),
        })),
      }

const showsSomething = (part: Json): boolean =>
  Object.values(part).some((list) => Array.isArray(list) && list.length > 0)

/** The details of one kind, by host; `isAsked` tells the hosts that are wanted. */
export const detailJson = (
  view: View,
  form: DevelopmentForm,
  development: Development,
  type: DataType,
  isAsked: (host: CodeHost) => boolean,
): readonly Json[] => {
  const { works } = development
  const isRun = type === 'build' || type === 'deployment-environment'
  const hosts = isRun ? [buildServer] : [...new Set(works.map(({ host }) => host))]
  return hosts.filter(isAsked).flatMap((host) => {
    const part = isRun
      ? runsJson(development, type)
      : codeJson(
          view,
          works.filter((work) => work.host === host),
          type,
        )
    return showsSomething(part) ? [{ ...part, _instance: instanceJson(host, form) }] : []
  })
}
