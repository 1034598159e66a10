import type { ViewSpec } from '@mmd/replica'
import type { Cost, Deployment, SiteAnswer } from '../fetch/messages.ts'

/** A copy to be filled from a site. */
export interface ReaderTask extends SiteAnswer {
  readonly deployment: Deployment
  readonly folder: string
  readonly view: ViewSpec
  /** Every row of the view, or every issue with all of it. */
  readonly how: 'rows' | 'whole'
}

/** The clock is put forward, and then the view is refreshed. */
export interface RefreshTask {
  readonly aheadMs: number
  readonly background: boolean
}

/** What reading took, and what it asked of the site. */
export interface ReadAnswer extends Cost {
  /** In the view afterwards. */
  readonly issues: number
  readonly requests: number
  /** Of the answers' bodies, unpacked. */
  readonly bytes: number
}
