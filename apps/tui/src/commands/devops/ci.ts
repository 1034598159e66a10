import type { Forge } from './branch-url.ts'

type Variables = Readonly<Record<string, string>>

/** What a build system says of the run that the program is part of. */
export interface CiFacts {
  /** For people: `GitLab`. */
  readonly product: string
  readonly pipelineId?: string | undefined
  readonly number?: number | undefined
  readonly url?: string | undefined
  readonly branch?: string | undefined
  readonly commit?: string | undefined
  readonly repositoryUrl?: string | undefined
  readonly forge?: Forge | undefined
  readonly environment?: string | undefined
  /** How the run has gone so far, where the system says it. */
  readonly state?: 'successful' | 'failed' | 'cancelled' | undefined
  /** Texts in which keys of issues may stand: branch, commit message, title of the request. */
  readonly texts: readonly string[]
}

/** `git@host:team/repo.git` and `https://token@host/team/repo.git` as an address that anybody may see. */
const webAddress = (repository: string | undefined): string | undefined => {
  if (repository === undefined) return undefined
  const https = repository.replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/u, 'https://$1/').replace(/\.git$/u, '')
  const url = URL.parse(https)
  return url !== null && /^https?:$/u.test(url.protocol) ? `${url.origin}${url.pathname}` : undefined
}

const joined = (...parts: readonly (string | undefined)[]): string | undefined =>
  parts.every((part) => part !== undefined) ? parts.join('') : undefined

const escaped = (part: string | undefined): string | undefined =>
  part === undefined ? undefined : encodeURIComponent(part)

const words: Readonly<Record<string, CiFacts['state']>> = {
  success: 'successful',
  succeeded: 'successful',
  succeededwithissues: 'successful',
  failed: 'failed',
  canceled: 'cancelled',
}

const toState = (word: string | undefined): CiFacts['state'] => {
  const known = word?.toLowerCase() ?? ''
  return Object.hasOwn(words, known) ? words[known] : undefined
}

/** `refs/heads/feature/x` and `origin/feature/x` as `feature/x`. */
const shortBranch = (ref: string | undefined): string | undefined => ref?.replace(/^(?:refs\/heads\/|origin\/)/u, '')

interface System {
  readonly product: string
  /** Set by this system and by no other. */
  readonly sign: string
  readonly read: (v: Variables) => Omit<CiFacts, 'product' | 'number' | 'texts'> & {
    readonly number: string | undefined
    readonly texts?: readonly (string | undefined)[]
  }
}

const systems: readonly System[] = [
  {
    product: 'GitHub Actions',
    sign: 'GITHUB_ACTIONS',
    read: (v) => {
      const repositoryUrl = joined(v['GITHUB_SERVER_URL'], '/', v['GITHUB_REPOSITORY'])
      return {
        pipelineId: joined(v['GITHUB_REPOSITORY'], '/', v['GITHUB_WORKFLOW']),
        number: v['GITHUB_RUN_NUMBER'],
        url: joined(repositoryUrl, '/actions/runs/', v['GITHUB_RUN_ID']),
        branch: v['GITHUB_HEAD_REF'] ?? v['GITHUB_REF_NAME'],
        commit: v['GITHUB_SHA'],
        repositoryUrl,
        forge: 'github',
      }
    },
  },
  {
    product: 'GitLab',
    sign: 'GITLAB_CI',
    read: (v) => ({
      pipelineId: v['CI_PROJECT_PATH'],
      number: v['CI_PIPELINE_IID'],
      url: v['CI_PIPELINE_URL'],
      branch: v['CI_COMMIT_REF_NAME'],
      commit: v['CI_COMMIT_SHA'],
      repositoryUrl: v['CI_PROJECT_URL'],
      forge: 'gitlab',
      environment: v['CI_ENVIRONMENT_NAME'],
      state: toState(v['CI_JOB_STATUS']),
      texts: [v['CI_COMMIT_MESSAGE'], v['CI_MERGE_REQUEST_TITLE']],
    }),
  },
  {
    product: 'Jenkins',
    sign: 'JENKINS_URL',
    read: (v) => ({
      pipelineId: v['JOB_NAME'],
      number: v['BUILD_NUMBER'],
      url: v['BUILD_URL'],
      branch: v['CHANGE_BRANCH'] ?? v['BRANCH_NAME'] ?? shortBranch(v['GIT_BRANCH']),
      commit: v['GIT_COMMIT'],
      repositoryUrl: v['GIT_URL'],
      texts: [v['CHANGE_TITLE']],
    }),
  },
  {
    product: 'Bitbucket Pipelines',
    sign: 'BITBUCKET_BUILD_NUMBER',
    read: (v) => ({
      pipelineId: v['BITBUCKET_REPO_FULL_NAME'],
      number: v['BITBUCKET_BUILD_NUMBER'],
      url: joined(v['BITBUCKET_GIT_HTTP_ORIGIN'], '/pipelines/results/', v['BITBUCKET_BUILD_NUMBER']),
      branch: v['BITBUCKET_BRANCH'],
      commit: v['BITBUCKET_COMMIT'],
      repositoryUrl: v['BITBUCKET_GIT_HTTP_ORIGIN'],
      forge: 'bitbucket',
      environment: v['BITBUCKET_DEPLOYMENT_ENVIRONMENT'],
      state: exitState(v['BITBUCKET_EXIT_CODE']),
    }),
  },
  {
    product: 'Azure Pipelines',
    sign: 'TF_BUILD',
    read: (v) => ({
      pipelineId: v['BUILD_DEFINITIONNAME'],
      number: v['BUILD_BUILDID'],
      url: joined(
        v['SYSTEM_COLLECTIONURI'],
        escaped(v['SYSTEM_TEAMPROJECT']),
        '/_build/results?buildId=',
        v['BUILD_BUILDID'],
      ),
      branch: shortBranch(v['SYSTEM_PULLREQUEST_SOURCEBRANCH'] ?? v['BUILD_SOURCEBRANCH']),
      commit: v['BUILD_SOURCEVERSION'],
      repositoryUrl: v['BUILD_REPOSITORY_URI'],
      environment: v['ENVIRONMENT_NAME'],
      state: toState(v['AGENT_JOBSTATUS']),
      texts: [v['BUILD_SOURCEVERSIONMESSAGE']],
    }),
  },
  {
    product: 'CircleCI',
    sign: 'CIRCLECI',
    read: (v) => ({
      pipelineId: joined(v['CIRCLE_PROJECT_USERNAME'], '/', v['CIRCLE_PROJECT_REPONAME']),
      number: v['CIRCLE_BUILD_NUM'],
      url: v['CIRCLE_BUILD_URL'],
      branch: v['CIRCLE_BRANCH'],
      commit: v['CIRCLE_SHA1'],
      repositoryUrl: v['CIRCLE_REPOSITORY_URL'],
    }),
  },
  {
    product: 'Buildkite',
    sign: 'BUILDKITE',
    read: (v) => ({
      pipelineId: v['BUILDKITE_PIPELINE_SLUG'],
      number: v['BUILDKITE_BUILD_NUMBER'],
      url: v['BUILDKITE_BUILD_URL'],
      branch: v['BUILDKITE_BRANCH'],
      commit: v['BUILDKITE_COMMIT'],
      repositoryUrl: v['BUILDKITE_REPO'],
      texts: [v['BUILDKITE_MESSAGE']],
    }),
  },
  {
    product: 'Bamboo',
    sign: 'bamboo_planKey',
    read: (v) => ({
      pipelineId: v['bamboo_planKey'],
      number: v['bamboo_buildNumber'],
      url: v['bamboo_buildResultsUrl'],
      branch: v['bamboo_planRepository_branchName'],
      commit: v['bamboo_planRepository_revision'],
      repositoryUrl: v['bamboo_planRepository_repositoryUrl'],
      environment: v['bamboo_deploy_environment'],
    }),
  },
]

const exitState = (code: string | undefined): CiFacts['state'] => {
  if (code === undefined) return undefined
  return code === '0' ? 'successful' : 'failed'
}

/** What the build system around this run says; undefined where there is none that is known. */
export const readCi = (variables: Variables): CiFacts | undefined => {
  const system = systems.find(({ sign }) => variables[sign] !== undefined)
  if (system === undefined) return undefined
  const { number, texts = [], repositoryUrl, ...facts } = system.read(variables)
  return {
    ...facts,
    product: system.product,
    number: number !== undefined && /^\d{1,15}$/u.test(number) ? Number(number) : undefined,
    repositoryUrl: webAddress(repositoryUrl),
    texts: [facts.branch, ...texts].filter((text) => text !== undefined),
  }
}

/** Keys of issues in texts, each once, in their order: `PAY-12` also out of `feature/PAY-12-refunds`. */
export const findKeys = (texts: readonly string[]): readonly string[] => [
  ...new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/(?<![A-Za-z0-9])[A-Z][A-Z0-9_]+-[1-9]\d{0,9}(?!\w)/gu)].map(([key]) => key),
    ),
  ),
]
