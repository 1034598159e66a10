import type { Site } from '@mmd/auth'
import type { SiteClient } from '@mmd/jira-api'
import { openSecrets } from '../session/open-book.ts'
import { openClient } from '../session/open-client.ts'
import type { CommandContext } from './invocation.ts'
import type { IssueOrigin } from './issue/issue-json.ts'
import { originOf } from './issue/origin.ts'
import { watchRequests } from './watch-requests.ts'
import { whichJira } from './which-site.ts'

/** A site that a command works on. */
export interface Connected {
  readonly site: Site
  readonly client: SiteClient
  readonly origin: IssueOrigin
}

/** Opens the client of the site that the flags mean. Sends nothing yet. */
export const connect = async (context: CommandContext): Promise<Connected> => {
  return connectTo(context, await whichJira(context))
}

/** The same for a site that was chosen already. */
export const connectTo = async (context: CommandContext, site: Site): Promise<Connected> => {
  const { environment } = context
  const client = await openClient({
    surroundings: { ...environment, token: environment.token() },
    site,
    openSecrets: () => openSecrets(environment),
    ...watchRequests(context, site.name),
  })
  return { site, client, origin: originOf(site) }
}
