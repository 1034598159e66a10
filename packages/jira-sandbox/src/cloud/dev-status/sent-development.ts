import { isObject } from '../../rest/input.ts'
import { type Development, developmentOf } from '../../world/development.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { namedIssues } from '../devops/rules.ts'
import type { CloudApi } from '../rest/cloud-api.ts'

type Entity = Readonly<Record<string, unknown>>

const sentTo = (api: CloudApi, name: string, { key, id }: SandboxIssue): readonly Entity[] =>
  api
    .sent(name)
    .all()
    .map(({ entity }) => entity)
    .filter((entity) => namedIssues(entity).some((one) => one === key || one === String(id)))

const at = ({ lastUpdated }: Entity): number => Date.parse(String(lastUpdated))

const buildStates: Readonly<Record<string, Development['builds'][number]['state']>> = {
  successful: 'SUCCESSFUL',
  failed: 'FAILED',
}

/** The development of an issue with the builds and deployments that were sent to the site by its data APIs. */
export const withSent = (api: CloudApi, issue: SandboxIssue): Development => {
  const known = developmentOf(issue)
  return {
    ...known,
    builds: [
      ...known.builds,
      ...sentTo(api, 'builds', issue).map((build) => ({
        plan: String(build['pipelineId']),
        number: Number(build['buildNumber']),
        state: buildStates[String(build['state'])] ?? 'UNKNOWN',
        at: at(build),
      })),
    ],
    deployments: [
      ...known.deployments,
      ...sentTo(api, 'deployments', issue).map((deployment) => ({
        environment: isObject(deployment['environment']) ? String(deployment['environment'].displayName) : '',
        state: deployment['state'] === 'failed' ? ('FAILED' as const) : ('SUCCESSFUL' as const),
        at: at(deployment),
      })),
    ],
  }
}
