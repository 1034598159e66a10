/** The issues that something belongs to: keys or numeric ids. */
interface Belonging {
  readonly issues: readonly string[]
}

export const buildStates = ['pending', 'in_progress', 'successful', 'failed', 'cancelled', 'unknown'] as const
export type BuildState = (typeof buildStates)[number]

/** A run of a pipeline. Times in ISO 8601. */
export interface Build extends Belonging {
  readonly pipelineId: string
  readonly buildNumber: number
  /** Grows with each state of the same build; one that is not higher than the last is taken and ignored. */
  readonly sequence: number
  readonly name: string
  readonly url: string
  readonly state: BuildState
  readonly updated: string
  readonly description?: string
  readonly label?: string
  readonly tests?: {
    readonly total: number
    readonly passed: number
    readonly failed: number
    readonly skipped?: number
  }
  readonly commit?: { readonly id: string; readonly repositoryUrl: string }
  readonly ref?: { readonly name: string; readonly url: string }
}

export const deploymentStates = [
  'unknown',
  'pending',
  'in_progress',
  'cancelled',
  'failed',
  'rolled_back',
  'successful',
] as const
export type DeploymentState = (typeof deploymentStates)[number]

export const environmentTypes = ['unmapped', 'development', 'testing', 'staging', 'production'] as const
export type EnvironmentType = (typeof environmentTypes)[number]

/** What was brought to an environment. `duration` in seconds. */
export interface Deployment extends Belonging {
  readonly pipeline: { readonly id: string; readonly name: string; readonly url: string }
  readonly environment: { readonly id: string; readonly name: string; readonly type: EnvironmentType }
  readonly number: number
  readonly sequence: number
  readonly name: string
  readonly url: string
  readonly description: string
  readonly state: DeploymentState
  readonly updated: string
  readonly label?: string
  readonly duration?: number
  /** Asks Service Management whether it may go on (change management). */
  readonly gated?: boolean
}

/** Whether a feature flag is on, and for whom. */
export interface FlagStatus {
  readonly enabled: boolean
  readonly defaultValue?: string
  readonly rollout?: { readonly percentage?: number; readonly text?: string; readonly rules?: number }
}

/** A feature flag, over all and by environment. */
export interface FeatureFlag extends Belonging {
  readonly id: string
  readonly key: string
  readonly sequence: number
  readonly name?: string
  readonly url?: string
  readonly updated: string
  readonly status: FlagStatus
  readonly environments: readonly {
    readonly name: string
    readonly type?: Exclude<EnvironmentType, 'unmapped'>
    readonly url: string
    readonly updated: string
    readonly status: FlagStatus
  }[]
}

/** What became of one thing that was sent. */
export interface SentItem {
  /** `main #418`, `main 4 → production`, `new-checkout`. */
  readonly name: string
  readonly state: 'accepted' | 'rejected'
  /** Why it was rejected, in the site's words. */
  readonly reasons: readonly string[]
  /** Keys of its issues that the site does not know. */
  readonly unknownIssues: readonly string[]
}
