import { isJiraApiError, type SiteClient } from '@mmd/jira-api'
import type { Deployment } from '../fetch-descriptions.ts'
import type { Place } from '../place.ts'
import { boardCalls } from './board-calls.ts'
import type { Calls } from './call.ts'
import { issueCalls } from './issue-calls.ts'
import { siteCalls } from './site-calls.ts'
import { talkCalls } from './talk-calls.ts'

/** One call for every method of the client: a method without one does not compile. */
const allCalls: Calls<keyof SiteClient> = { ...siteCalls, ...issueCalls, ...talkCalls, ...boardCalls }

/** What a deployment does not have. */
const absent: Readonly<Record<Deployment, readonly string[]>> = {
  cloud: ['moveSubtask', 'archive', 'restore', 'pinnedComments', 'pinComment'],
  datacenter: [],
}

/** Uses every method of the client; gives back those that failed and should not, with the reason. */
export const callEverything = async (place: Place): Promise<readonly string[]> => {
  const failures: string[] = []
  for (const [name, call] of Object.entries(allCalls)) {
    try {
      await call(place)
    } catch (error) {
      const isAbsent = isJiraApiError(error) && error.code === 'not-found' && absent[place.deployment].includes(name)
      if (!isAbsent) failures.push(`${name} failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return failures
}
