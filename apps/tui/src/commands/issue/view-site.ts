import type { IssueDetail, IssueKey } from '@mmd/jira-api/model'
import { connect } from '../connect.ts'
import type { CommandContext } from '../invocation.ts'
import { withReaders } from './comment-readers.ts'
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

/** What is asked for that costs requests of its own. */
export interface Wanted {
  /** The links to the outside. */
  readonly outside: boolean
  /** Which comments are internal, where the issue does not say it. */
  readonly readers: boolean
}

/** Asks the site; for what costs requests of its own only where it is wanted. */
export const viewSite = async (context: CommandContext, key: IssueKey, wanted: Wanted): Promise<Viewed> => {
  const { client, origin } = await connect(context)
  const [detail, outside] = await Promise.all([
    client.issueWithFields({ key, customFields: 'all' }, { signal: context.signal }),
    wanted.outside ? readOutside(context, client, key) : nothingOutside,
  ])
  const known = wanted.readers ? await withReaders(context, client, detail) : detail
  return { origin, detail: known, outside, missing: [] }
}
