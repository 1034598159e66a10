import type { EnvironmentType } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'
import { branchUrl } from './branch-url.ts'
import { type CiFacts, findKeys } from './ci.ts'

/** What every `send` takes. */
export interface SendFlags {
  readonly input?: string
  readonly name?: string
  readonly url?: string
  readonly state?: string
  readonly issue?: readonly string[]
  readonly updated?: string
  readonly sequence?: number
  readonly description?: string
  readonly label?: string
  /** False with `--no-ci`. */
  readonly ci: boolean
  readonly cloudUrl?: string
  readonly clientId?: string
  readonly authUrl?: string
  readonly apiUrl?: string
}

/** What `build send` takes. */
export interface BuildFlags extends SendFlags {
  readonly pipeline?: string
  readonly number?: number
  readonly branch?: string
  readonly commit?: string
  readonly repository?: string
  readonly tests?: string
}

/** What `deployment send` takes. */
export interface DeploymentFlags extends SendFlags {
  readonly pipeline?: string
  readonly number?: number
  readonly environment?: string
  readonly environmentType?: EnvironmentType
  readonly duration?: number
  readonly gate?: boolean
}

/** What `feature-flag send` takes. */
export interface FeatureFlagFlags extends SendFlags {
  readonly key?: string
  readonly id?: string
  readonly rollout?: number
  readonly environment?: string
  readonly environmentType?: EnvironmentType
}

type Item = Readonly<Record<string, unknown>>

/** Without the members that nobody gave: what is missing is found by the check, which also knows its name. */
const given = (item: Item): Item => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))

const issuesOf = (flags: SendFlags, ci: CiFacts | undefined): readonly string[] | undefined => {
  const named = flags.issue ?? []
  const issues = named.length > 0 ? named : findKeys(ci?.texts ?? [])
  return issues.length > 0 ? issues : undefined
}

const common = (flags: SendFlags, ci: CiFacts | undefined): Item => ({
  updated: flags.updated,
  sequence: flags.sequence,
  issues: issuesOf(flags, ci),
})

/** `12:10:2` or `12:10:1:1`: total, passed, failed, skipped. */
const readTests = (text: string): Item => {
  const numbers = text.split(':').map((part) => (/^\d{1,9}$/u.test(part) ? Number(part) : Number.NaN))
  const [total = 0, passed = 0, failed = 0, skipped] = numbers
  if (numbers.length < 3 || numbers.length > 4 || numbers.some(Number.isNaN)) {
    throw new AppError('usage', '--tests is not TOTAL:PASSED:FAILED[:SKIPPED]', 'Write for example --tests 120:118:2')
  }
  return { total, passed, failed, skipped: skipped ?? Math.max(0, total - passed - failed) }
}

const titled = (pipeline: string | undefined, number: number | undefined): string | undefined =>
  pipeline === undefined || number === undefined ? undefined : `${pipeline} #${number}`

/** The build that flags, and else the build system around, tell of. */
export const buildFrom = (flags: BuildFlags, ci: CiFacts | undefined): Item => {
  const pipelineId = flags.pipeline ?? ci?.pipelineId
  const buildNumber = flags.number ?? ci?.number
  const repositoryUrl = flags.repository ?? ci?.repositoryUrl
  const [branch, commit] = [flags.branch ?? ci?.branch, flags.commit ?? ci?.commit]
  const isKnown = repositoryUrl !== undefined
  return given({
    ...common(flags, ci),
    pipelineId,
    buildNumber,
    name: flags.name ?? titled(pipelineId, buildNumber),
    url: flags.url ?? ci?.url,
    state: flags.state ?? ci?.state,
    description: flags.description,
    label: flags.label,
    tests: flags.tests === undefined ? undefined : readTests(flags.tests),
    commit: isKnown && commit !== undefined ? { id: commit, repositoryUrl } : undefined,
    ref:
      isKnown && branch !== undefined ? { name: branch, url: branchUrl(repositoryUrl, branch, ci?.forge) } : undefined,
  })
}

// A word begins after what is no letter: `latest` is no test, `delivery` not live.
const typesByWord: readonly (readonly [RegExp, EnvironmentType])[] = [
  [/(?<![a-z])non-?prod/iu, 'unmapped'],
  [/(?<![a-z])(?:stag|pre-?prod|uat)/iu, 'staging'],
  [/(?<![a-z])(?:prod|prd|live)/iu, 'production'],
  [/(?<![a-z])(?:test|qa|int(?![a-z])|integration)/iu, 'testing'],
  [/(?<![a-z])(?:dev|review|local|preview)/iu, 'development'],
]

/** The kind of an environment by its name, as far as names tell. */
export const environmentTypeOf = (name: string): EnvironmentType =>
  typesByWord.find(([pattern]) => pattern.test(name))?.[1] ?? 'unmapped'

/** The deployment that flags, and else the build system around, tell of. */
export const deploymentFrom = (flags: DeploymentFlags, ci: CiFacts | undefined): Item => {
  const id = flags.pipeline ?? ci?.pipelineId
  const number = flags.number ?? ci?.number
  const environment = flags.environment ?? ci?.environment
  const url = flags.url ?? ci?.url
  const name = flags.name ?? titled(id, number)
  return given({
    ...common(flags, ci),
    pipeline: given({ id, name: id, url }),
    environment:
      environment === undefined
        ? undefined
        : { id: environment, name: environment, type: flags.environmentType ?? environmentTypeOf(environment) },
    number,
    name,
    url,
    description: flags.description ?? name,
    state: flags.state ?? ci?.state,
    label: flags.label,
    duration: flags.duration,
    gated: flags.gate,
  })
}

const onOff: Readonly<Record<string, boolean>> = { on: true, off: false }

/** The feature flag that flags tell of; a build system knows its issues at most. */
export const featureFlagFrom = (flags: FeatureFlagFlags, ci: CiFacts | undefined): Item => {
  const enabled = flags.state !== undefined && Object.hasOwn(onOff, flags.state) ? onOff[flags.state] : undefined
  const rollout = flags.rollout === undefined ? undefined : { percentage: flags.rollout }
  const status = given({ enabled, rollout })
  const type = flags.environmentType ?? environmentTypeOf(flags.environment ?? '')
  return given({
    ...common(flags, ci),
    id: flags.id ?? flags.key,
    key: flags.key,
    name: flags.name,
    url: flags.url,
    status: enabled === undefined ? undefined : status,
    environments:
      flags.environment === undefined
        ? undefined
        : [
            given({
              name: flags.environment,
              type: type === 'unmapped' ? undefined : type,
              url: flags.url,
              updated: flags.updated,
              status,
            }),
          ],
  })
}
