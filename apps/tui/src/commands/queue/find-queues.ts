import { isJiraApiError, type Queue, type ServiceDesk, type SiteClient } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'

/** A queue and the service desk that it is of. */
export interface DeskQueue extends Queue {
  readonly desk: ServiceDesk
}

export interface QueueFlags {
  /** Key of the project of one desk. */
  readonly desk?: string
}

const queuesOf = async (
  client: SiteClient,
  desk: ServiceDesk,
  withCounts: boolean,
  signal: AbortSignal,
): Promise<readonly DeskQueue[]> => {
  try {
    const queues = await client.queues({ deskId: desk.id, withCounts }, { signal })
    return queues.map((queue) => ({ ...queue, desk }))
  } catch (error) {
    // Nobody shows the queues of a desk to its customers.
    if (isJiraApiError(error, 'forbidden') || isJiraApiError(error, 'not-found')) return []
    throw error
  }
}

/** The queues of every desk, or of one. Throws `AppError` `unknown-view` where there is no such desk. */
export const findQueues = async (
  client: SiteClient,
  { desk: wanted }: QueueFlags,
  { withCounts = false, signal }: { readonly withCounts?: boolean; readonly signal: AbortSignal },
): Promise<readonly DeskQueue[]> => {
  const desks = await client.serviceDesks({ signal })
  const some = desks.filter(({ projectKey }) => wanted === undefined || projectKey === wanted.trim().toUpperCase())
  if (wanted !== undefined && some.length === 0) {
    const keys = desks.map(({ projectKey }) => projectKey)
    const hint = keys.length === 0 ? 'This site shows you no service desk' : `There are: ${keys.join(', ')}`
    throw new AppError('unknown-view', `${wanted} has no service desk`, hint)
  }
  return (await Promise.all(some.map((desk) => queuesOf(client, desk, withCounts, signal)))).flat()
}
