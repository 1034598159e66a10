import type { CallOptions } from '../call-options.ts'
import { type ConnectOptions, connectHttp } from '../connect-http.ts'
import { toJson, toWord } from '../model/primitives.ts'
import type { Build, Deployment, FeatureFlag, SentItem } from './entities.ts'
import { type DataApi, sendBulk } from './send-bulk.ts'
import { buildWire, deploymentWire, flagWire } from './wire.ts'

/** What `send…` takes besides a signal. */
export interface SendOptions extends CallOptions {
  /** Told after each request of a hundred. */
  readonly onSent?: (sent: readonly SentItem[]) => void
}

/** What change management says of a deployment. */
export type GatingStatus = 'allowed' | 'prevented' | 'awaiting' | 'invalid' | 'unknown'

/** The data APIs of one Cloud site, for its OAuth credentials (2LO): no person's sign-in opens them. */
export interface DevOpsClient {
  sendBuilds(builds: readonly Build[], options?: SendOptions): Promise<readonly SentItem[]>
  sendDeployments(deployments: readonly Deployment[], options?: SendOptions): Promise<readonly SentItem[]>
  sendFeatureFlags(flags: readonly FeatureFlag[], options?: SendOptions): Promise<readonly SentItem[]>
  /** May be `not-found` for a moment after the deployment was sent. */
  gatingStatus(
    query: { readonly pipelineId: string; readonly environmentId: string; readonly number: number },
    options?: CallOptions,
  ): Promise<GatingStatus>
}

/** `main #418`: what a build is called in what is said of it. */
export const buildName = ({ pipelineId, buildNumber }: Build): string => `${pipelineId} #${buildNumber}`

/** `main 4 → staging`: what a deployment is called in what is said of it. */
export const deploymentName = ({ pipeline, environment, number }: Deployment): string =>
  `${pipeline.id} ${number} → ${environment.name}`

const builds: DataApi<Build> = {
  segment: 'builds',
  list: 'builds',
  rejected: 'rejectedBuilds',
  wire: buildWire,
  key: ({ pipelineId, buildNumber }) => ({ pipelineId, buildNumber }),
  name: buildName,
}

const deployments: DataApi<Deployment> = {
  segment: 'deployments',
  list: 'deployments',
  rejected: 'rejectedDeployments',
  wire: deploymentWire,
  key: ({ pipeline, environment, number }) => ({
    pipelineId: pipeline.id,
    environmentId: environment.id,
    deploymentSequenceNumber: number,
  }),
  name: deploymentName,
}

const flags: DataApi<FeatureFlag> = {
  segment: 'featureflags',
  list: 'flags',
  rejected: 'failedFeatureFlags',
  wire: flagWire,
  key: ({ id }) => ({ id }),
  name: ({ key }) => key,
}

const gates: readonly GatingStatus[] = ['allowed', 'prevented', 'awaiting', 'invalid']

/** Where the data APIs of a site lie: `baseUrl` is the API host, such as `https://api.atlassian.com`. */
export interface DevOpsOptions extends ConnectOptions {
  readonly cloudId: string
}

/** A client of the data APIs of one site. Connects only when its methods are called. */
export const connectDevOps = (options: DevOpsOptions): DevOpsClient => {
  const http = connectHttp(options)
  const path = ({ segment }: { readonly segment: string }): readonly string[] => [
    'jira',
    segment,
    '0.1',
    'cloud',
    options.cloudId,
  ]
  return {
    sendBuilds: (items, given) => sendBulk(http, builds, path(builds), items, given),
    sendDeployments: (items, given) => sendBulk(http, deployments, path(deployments), items, given),
    sendFeatureFlags: (items, given) => sendBulk(http, flags, path(flags), items, given),
    gatingStatus: async ({ pipelineId, environmentId, number }, { signal } = {}) => {
      const place = [
        'pipelines',
        pipelineId,
        'environments',
        environmentId,
        'deployments',
        String(number),
        'gating-status',
      ]
      const status = toWord(
        toJson(await http({ method: 'GET', path: [...path(deployments), ...place], signal }))['gatingStatus'],
      )
      return gates.find((gate) => gate === status) ?? 'unknown'
    },
  }
}
