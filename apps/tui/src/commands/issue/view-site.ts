import type { IssueDetail, IssueKey } from '@mmd/jira-api/model'
import { connect } from '../connect.ts'
import type { CommandContext } from '../invocation.ts'
import type { IssueDetailJson, IssueOrigin } from './issue-json.ts'
import { nothingOutside, type Outside, type OutsideJson } from './outside.ts'
import { readOutside } from './outside-links.ts'

/** An issue with what it is linked to outside. */
export interface Viewed {
  readonly origin: IssueOrigin
  readonly detail: IssueDetail
  readonly outside: Outside
  /** What of its JSON the copy does not know, or not all of; nothing where the site was asked. */
  readonly missing: readonly (keyof (IssueDetailJson & OutsideJson))[]
}

/** Asks the site; for the links to the outside only where they are wanted. */
export const viewSite = async (context: CommandContext, key: IssueKey, isWanted: boolean): Promise<Viewed> => {
  const { client, origin } = await connect(context)
  const [detail, outside] = await Promise.all([
    client.issueWithFields({ key, customFields: 'all' }, { signal: context.signal }),
    isWanted ? readOutside(context, client, key) : nothingOutside,
  ])
  return { origin, detail, outside, missing: [] }
}
