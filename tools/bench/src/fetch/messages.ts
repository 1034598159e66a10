export type Deployment = 'datacenter' | 'cloud'

export interface SiteTask {
  readonly deployment: Deployment
  readonly issues: number
}

/** Where the site is, and an `Authorization` value that it takes. */
export interface SiteAnswer {
  readonly baseUrl: string
  readonly authorization: string
}

/** The site's clock is put forward, and then somebody changes so many of its issues. */
export interface SiteChange {
  readonly aheadMs: number
  readonly changes: number
}

export interface ClientTask extends SiteAnswer {
  readonly deployment: Deployment
  readonly jql: string
}

/** A request as it was seen on the wire. */
export interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PlainTask {
  readonly origin: string
  readonly requests: readonly SeenRequest[]
  /** How many at a time; default 1. */
  readonly sideBySide?: number
}

/** What a process took for its part: only the fetching, not its own start; memory from its start on. */
export interface Cost {
  readonly ms: number
  readonly cpuMs: number
  readonly peakBytes: number
}

export interface PlainAnswer extends Cost {
  /** Of bodies, over all answers. */
  readonly bytes: number
}

export interface ClientAnswer extends Cost {
  readonly issues: number
  readonly requests: number
}
