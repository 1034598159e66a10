import { readDevelopmentCounts } from '../fields/read-development.ts'
import { isJson, type Json, readAll, toJson, toList, toTimestamp, toWord } from '../model/primitives.ts'
import type {
  Branch,
  Commit,
  DevelopmentDetail,
  DevelopmentOverview,
  DevelopmentType,
  PipelineRun,
  PullRequest,
} from './development.ts'

const types: readonly DevelopmentType[] = [
  'pullrequest',
  'branch',
  'repository',
  'build',
  'deployment-environment',
  'review',
]

/** Only addresses of the web are worth a link. */
const toUrl = (value: unknown): string | null => {
  const url = toWord(value)
  return url !== null && /^https?:\/\//i.test(url) ? url : null
}

const toProblem = (value: unknown): string | null => {
  const problem = toJson(value)
  const instance = toWord(toJson(problem['instance'])['name']) ?? toWord(problem['instanceName'])
  const text = toWord(value) ?? toWord(problem['error']) ?? toWord(problem['message']) ?? 'it could not be asked'
  return instance === null ? text : `${instance}: ${text}`
}

const problemsOf = (answer: Json): readonly string[] =>
  readAll([...toList(answer['errors']), ...toList(answer['configErrors'])], toProblem)

/** Counts and sources of an issue's development information; null when the answer is none. */
export const readDevelopmentOverview = (value: unknown): DevelopmentOverview | null => {
  const answer = toJson(value)
  if (!isJson(answer['summary'])) return null
  const summary = toJson(answer['summary'])
  const sourcesOf = (type: DevelopmentType): readonly string[] =>
    // A name goes back as it is spelt: one that would have to be cleaned first is of no use.
    Object.keys(toJson(toJson(summary[type])['byInstanceType'])).filter((name) => toWord(name) === name)
  return {
    counts: readDevelopmentCounts(summary),
    sources: Object.fromEntries(
      types.map((type) => [type, sourcesOf(type)] as const).filter(([, names]) => names.length > 0),
    ),
    problems: problemsOf(answer),
  }
}

const repositoryName = (value: unknown): string | null => toWord(toJson(value)['name'])

const readPullRequest = (value: unknown): PullRequest | null => {
  const request = toJson(value)
  const [source, destination] = [toJson(request['source']), toJson(request['destination'])]
  const id = toWord(request['id'])
  if (id === null) return null
  return {
    id,
    name: toWord(request['name']) ?? id,
    status: toWord(request['status']) ?? '',
    url: toUrl(request['url']),
    author: toWord(toJson(request['author'])['name']),
    repository: repositoryName(destination['repository']) ?? repositoryName(source['repository']),
    source: toWord(source['branch']),
    destination: toWord(destination['branch']),
    updated: toTimestamp(request['lastUpdate']),
  }
}

const readBranch = (value: unknown): Branch | null => {
  const branch = toJson(value)
  const name = toWord(branch['name'])
  return name === null ? null : { name, url: toUrl(branch['url']), repository: repositoryName(branch['repository']) }
}

const readCommits = (value: unknown): readonly Commit[] => {
  const repository = repositoryName(value) ?? ''
  return readAll(toJson(value)['commits'], (item) => {
    const commit = toJson(item)
    const id = toWord(commit['displayId']) ?? toWord(commit['id'])
    if (id === null) return null
    return {
      id,
      message: toWord(commit['message']) ?? '',
      url: toUrl(commit['url']),
      author: toWord(toJson(commit['author'])['name']),
      time: toTimestamp(commit['authorTimestamp']),
      repository,
    }
  })
}

const readRun = (value: unknown): PipelineRun | null => {
  const run = toJson(value)
  const name = toWord(run['name']) ?? toWord(run['displayName']) ?? toWord(run['title'])
  if (name === null) return null
  return {
    name,
    state: toWord(run['state']) ?? toWord(run['status']) ?? '',
    url: toUrl(run['url']),
    environment: toWord(toJson(run['environment'])['title']) ?? toWord(toJson(run['environment'])['name']),
    updated: toTimestamp(run['lastUpdated']) ?? toTimestamp(run['lastUpdate']),
  }
}

/** The details of one kind from one source; null when the answer is none. */
export const readDevelopmentDetail = (value: unknown): DevelopmentDetail | null => {
  const answer = toJson(value)
  if (!Array.isArray(answer['detail'])) return null
  const details = toList(answer['detail']).map(toJson)
  const all = <T>(name: string, read: (item: unknown) => T | null): readonly T[] =>
    details.flatMap((detail) => readAll(detail[name], read))
  return {
    pullRequests: all('pullRequests', readPullRequest),
    branches: all('branches', readBranch),
    commits: details.flatMap((detail) => toList(detail['repositories']).flatMap(readCommits)),
    builds: all('builds', readRun),
    deployments: all('deployments', readRun),
    problems: problemsOf(answer),
  }
}
