import type { Build, Deployment, FeatureFlag, FlagStatus } from './entities.ts'

type Wire = Readonly<Record<string, unknown>>

const belonging = ({ issues }: { readonly issues: readonly string[] }): Wire => ({
  associations: [{ associationType: 'issueIdOrKeys', values: issues }],
})

/** A build as the data API takes it. */
export const buildWire = (build: Build): Wire => ({
  schemaVersion: '1.0',
  pipelineId: build.pipelineId,
  buildNumber: build.buildNumber,
  updateSequenceNumber: build.sequence,
  displayName: build.name,
  url: build.url,
  state: build.state,
  lastUpdated: build.updated,
  description: build.description,
  label: build.label,
  testInfo:
    build.tests === undefined
      ? undefined
      : {
          totalNumber: build.tests.total,
          numberPassed: build.tests.passed,
          numberFailed: build.tests.failed,
          // All four are required.
          numberSkipped: build.tests.skipped ?? 0,
        },
  references:
    build.commit === undefined && build.ref === undefined
      ? undefined
      : [
          {
            commit:
              build.commit === undefined
                ? undefined
                : { id: build.commit.id, repositoryUri: build.commit.repositoryUrl },
            ref: build.ref === undefined ? undefined : { name: build.ref.name, uri: build.ref.url },
          },
        ],
  ...belonging(build),
})

/** A deployment as the data API takes it. */
export const deploymentWire = (deployment: Deployment): Wire => ({
  schemaVersion: '1.0',
  deploymentSequenceNumber: deployment.number,
  updateSequenceNumber: deployment.sequence,
  displayName: deployment.name,
  url: deployment.url,
  description: deployment.description,
  lastUpdated: deployment.updated,
  label: deployment.label,
  duration: deployment.duration,
  state: deployment.state,
  pipeline: { id: deployment.pipeline.id, displayName: deployment.pipeline.name, url: deployment.pipeline.url },
  environment: {
    id: deployment.environment.id,
    displayName: deployment.environment.name,
    type: deployment.environment.type,
  },
  ...(deployment.gated === true ? { commands: [{ command: 'initiate_deployment_gating' }] } : {}),
  ...belonging(deployment),
})

const status = ({ enabled, defaultValue, rollout }: FlagStatus): Wire => ({ enabled, defaultValue, rollout })

/** A feature flag as the data API takes it. */
export const flagWire = (flag: FeatureFlag): Wire => ({
  schemaVersion: '1.0',
  id: flag.id,
  key: flag.key,
  updateSequenceId: flag.sequence,
  displayName: flag.name,
  summary: { url: flag.url, status: status(flag.status), lastUpdated: flag.updated },
  details: flag.environments.map((environment) => ({
    url: environment.url,
    lastUpdated: environment.updated,
    environment: { name: environment.name, type: environment.type },
    status: status(environment.status),
  })),
  ...belonging(flag),
})
