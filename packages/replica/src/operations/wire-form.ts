import type { WireForm } from '@mmd/jira-api/model'
import type { Sending } from './operation-kind.ts'

/** How a deployment wants people and texts. */
export const wireFormOf = (deployment: Sending['deployment']): WireForm =>
  deployment === 'cloud' ? { person: 'accountId', text: 'adf' } : { person: 'name', text: 'wiki' }
