import type { OAuthPermission } from '../clients.ts'
import { address, belonging, list, object, oneOf, type Rule, text, time, whole, yesOrNo } from './rules.ts'

/** What the data APIs differ in. */
export interface DataApi {
  readonly permission: OAuthPermission
  /** `build-info` in `write:build-info:jira`. */
  readonly scope: string
  /** The list in a request. */
  readonly list: string
  readonly accepted: string
  readonly rejected: string
  readonly rule: Rule
  /** What tells one entity from another. */
  readonly key: (entity: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
  readonly sequence: string
  /** Names below which one entity is read and deleted. */
  readonly path: readonly string[]
}

const part = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

const builds: DataApi = {
  permission: 'builds',
  scope: 'build-info',
  list: 'builds',
  accepted: 'acceptedBuilds',
  rejected: 'rejectedBuilds',
  sequence: 'updateSequenceNumber',
  path: ['pipelines', 'builds'],
  key: ({ pipelineId, buildNumber }) => ({ pipelineId, buildNumber }),
  rule: object({
    schemaVersion: oneOf('1.0'),
    'pipelineId*': text(255),
    'buildNumber*': whole,
    'updateSequenceNumber*': whole,
    'displayName*': text(255),
    description: text(255),
    label: text(255),
    'url*': address,
    'state*': oneOf('pending', 'in_progress', 'successful', 'failed', 'cancelled', 'unknown'),
    'lastUpdated*': time,
    testInfo: object({
      'totalNumber*': whole,
      'numberPassed*': whole,
      'numberFailed*': whole,
      'numberSkipped*': whole,
    }),
    references: list(
      object({
        commit: object({ 'id*': text(255), 'repositoryUri*': address }),
        ref: object({ 'name*': text(255), 'uri*': address }),
      }),
      1,
      5,
    ),
    ...belonging,
  }),
}

const deployments: DataApi = {
  permission: 'deployments',
  scope: 'deployment-info',
  list: 'deployments',
  accepted: 'acceptedDeployments',
  rejected: 'rejectedDeployments',
  sequence: 'updateSequenceNumber',
  path: ['pipelines', 'environments', 'deployments'],
  key: (entity) => ({
    pipelineId: part(entity['pipeline'])['id'],
    environmentId: part(entity['environment'])['id'],
    deploymentSequenceNumber: entity['deploymentSequenceNumber'],
  }),
  rule: object({
    schemaVersion: oneOf('1.0'),
    'deploymentSequenceNumber*': whole,
    'updateSequenceNumber*': whole,
    'displayName*': text(255),
    'url*': address,
    'description*': text(255),
    'lastUpdated*': time,
    label: text(255),
    duration: whole,
    'state*': oneOf('unknown', 'pending', 'in_progress', 'cancelled', 'failed', 'rolled_back', 'successful'),
    'pipeline*': object({ 'id*': text(255), 'displayName*': text(255), 'url*': address }),
    'environment*': object({
      'id*': text(255),
      'displayName*': text(255),
      'type*': oneOf('unmapped', 'development', 'testing', 'staging', 'production'),
    }),
    commands: list(object({ 'command*': oneOf('initiate_deployment_gating') }), 0, 1),
    ...belonging,
  }),
}

const flagStatus = object({
  'enabled*': yesOrNo,
  defaultValue: text(255),
  rollout: object({
    percentage: (value, name) => (typeof value === 'number' ? [] : [`'${name}' must be a number`]),
    text: text(255),
    rules: whole,
  }),
})

const featureFlags: DataApi = {
  permission: 'feature-flags',
  scope: 'feature-flag-info',
  list: 'flags',
  accepted: 'acceptedFeatureFlags',
  rejected: 'failedFeatureFlags',
  sequence: 'updateSequenceId',
  path: ['flag'],
  key: ({ id }) => ({ id }),
  rule: object({
    schemaVersion: oneOf('1.0'),
    'id*': text(255),
    'key*': text(255),
    'updateSequenceId*': whole,
    displayName: text(255),
    'summary*': object({ url: address, 'status*': flagStatus, 'lastUpdated*': time }),
    'details*': list(
      object({
        'url*': address,
        'lastUpdated*': time,
        'environment*': object({
          'name*': text(255),
          type: oneOf('development', 'testing', 'staging', 'production'),
        }),
        'status*': flagStatus,
      }),
      0,
      100,
    ),
    ...belonging,
  }),
}

/** The data APIs by the segment of their path. */
export const dataApis: ReadonlyMap<string, DataApi> = new Map([
  ['builds', builds],
  ['deployments', deployments],
  ['featureflags', featureFlags],
])
