import type { ConnectOptions } from '@mmd/jira-api'
import type { RequestFacts } from '../session/open-client.ts'
import type { CommandContext } from './invocation.ts'
import { createWaitNotice } from './output/wait-notice.ts'

/** What a command does besides with the requests to one site: counts and logs them, and says when they have to wait long. */
export const watchRequests = (
  context: CommandContext,
  site: string,
): { readonly onRequest: (entry: RequestFacts) => void } & Required<Pick<ConnectOptions, 'onWait'>> => ({
  onRequest: (entry) => {
    context.countRequest(entry)
    context.log.debug('request', { site, ...entry })
  },
  onWait: createWaitNotice(context, site),
})
