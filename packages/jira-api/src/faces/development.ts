import type { CallOptions } from '../call-options.ts'
import type { DevelopmentDetail, DevelopmentOverview, DevelopmentType } from '../development/development.ts'

/** Branches, commits, pull requests and builds of an issue, by its numeric id. No documented resource: sites may refuse it. */
export interface DevelopmentFace {
  /** Null where there is nothing to ask: no such resource, or not for this sign-in. */
  development(issueId: string, options?: CallOptions): Promise<DevelopmentOverview | null>
  /** `source` is one of the overview's names, as the site spells it. */
  developmentDetail(
    query: { readonly issueId: string; readonly type: DevelopmentType; readonly source: string },
    options?: CallOptions,
  ): Promise<DevelopmentDetail>
}
