import type { DevelopmentSummary } from '../fields/read-development.ts'

/** Kinds of development information, as the resource calls them. */
export type DevelopmentType = 'pullrequest' | 'branch' | 'repository' | 'build' | 'deployment-environment' | 'review'

export interface PullRequest {
  readonly id: string
  readonly name: string
  /** `OPEN`, `MERGED`, `DECLINED` … */
  readonly status: string
  readonly url: string | null
  readonly author: string | null
  readonly repository: string | null
  readonly source: string | null
  readonly destination: string | null
  readonly updated: string | null
}

export interface Branch {
  readonly name: string
  readonly url: string | null
  readonly repository: string | null
}

export interface Commit {
  /** The short one. */
  readonly id: string
  readonly message: string
  readonly url: string | null
  readonly author: string | null
  readonly time: string | null
  readonly repository: string
}

/** A build or a deployment: what their sources tell differs, so only what all have. */
export interface PipelineRun {
  readonly name: string
  readonly state: string
  readonly url: string | null
  readonly environment: string | null
  readonly updated: string | null
}

/** What developers have linked to an issue, of one kind and from one source. */
export interface DevelopmentDetail {
  readonly pullRequests: readonly PullRequest[]
  readonly branches: readonly Branch[]
  readonly commits: readonly Commit[]
  readonly builds: readonly PipelineRun[]
  readonly deployments: readonly PipelineRun[]
  /** Sources that could not be asked, in the site's words. */
  readonly problems: readonly string[]
}

/** Counts, and from which sources there is more to see: names for `detail`, as the site spells them. */
export interface DevelopmentOverview {
  readonly counts: DevelopmentSummary
  readonly sources: Readonly<Partial<Record<DevelopmentType, readonly string[]>>>
  readonly problems: readonly string[]
}
