import type { Answer, Exchange, Route } from '../../exchange.ts'
import { seenIssue } from '../../rest/find.ts'
import { changelogJson } from '../../rest/history-json.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { idsOrKeys, isText, isWhole, listOf, optional, strictBody } from '../../rest/payload.ts'
import { get, ok, postQuery, Refusal } from '../../rest/refusal.ts'
import { visibleIssue } from '../../rest/visible.ts'
import { fields } from '../../world/fields.ts'
import type { Change, SandboxIssue } from '../../world/world.ts'
import type { CloudApi } from './cloud-api.ts'
import { makePageToken, readPageToken } from './page-token.ts'
import { pageOf, stretchOf } from './paging.ts'

const idsByHistoryName: Readonly<Record<string, string>> = {
  'Fix Version': 'fixVersions',
  Version: 'versions',
  Component: 'components',
  Link: 'issuelinks',
  Attachment: 'attachment',
  IssueParentAssociation: 'parent',
}

const fieldIdOf = (field: string): string =>
  idsByHistoryName[field] ?? fields.find(({ name, custom }) => custom && name === field)?.id ?? field

const withFieldIds = (history: unknown): JsonObject => {
  if (!isObject(history)) return {}
  const items = Array.isArray(history.items) ? history.items : []
  return {
    ...history,
    items: items.map((item: unknown) => (isObject(item) ? { fieldId: fieldIdOf(String(item.field)), ...item } : item)),
  }
}

/** The history of an issue with the ids of fields, oldest first. */
export const historiesOf = (exchange: Exchange, issue: SandboxIssue): readonly JsonObject[] => {
  const { histories } = changelogJson(exchange, issue)
  return Array.isArray(histories) ? histories.map(withFieldIds) : []
}

const ofOne = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  return ok(pageOf(exchange, historiesOf(exchange, issue), stretchOf(exchange, 100, 100)))
}

interface Entry {
  readonly issue: SandboxIssue
  readonly change: Change
}

const entriesOf = (exchange: Exchange, keys: readonly string[], fieldIds: readonly string[]): readonly Entry[] => {
  const seen = [...new Set(keys.flatMap((key) => visibleIssue(exchange, key) ?? []))]
  const fits = ({ items }: Change): boolean =>
    fieldIds.length === 0 || items.some(({ field }) => fieldIds.includes(fieldIdOf(field)))
  return seen
    .sort((a, b) => a.id - b.id)
    .flatMap((issue) => issue.history.filter(fits).map((change) => ({ issue, change })))
}

const ofMany =
  ({ switches }: CloudApi) =>
  (exchange: Exchange): Answer => {
    const body = strictBody(exchange, 'issueIdsOrKeys', 'fieldIds', 'maxResults', 'nextPageToken')
    const keys = idsOrKeys(body.issueIdsOrKeys, 1000)
    const fieldIds = optional(body.fieldIds, listOf(isText, 10)) ?? []
    const maxResults = optional(body.maxResults, isWhole) ?? 1000
    if (maxResults < 1 || maxResults > 10_000) throw new Refusal(400, 'maxResults has to be between 1 and 10000.')
    const token = optional(body.nextPageToken, isText)
    const key = JSON.stringify([keys, fieldIds])
    const start = token === undefined ? 0 : readPageToken(token, key, exchange.now)
    if (start === undefined) throw new Refusal(400, 'The provided next page token is invalid or expired.')
    const entries = entriesOf(exchange, keys, fieldIds)
    const page = entries.slice(start, start + maxResults)
    const shown = new Map<SandboxIssue, JsonObject[]>()
    for (const { issue, change } of page) {
      const history = historiesOf(exchange, issue).find(({ id }) => id === change.id)
      const time = switches.bulkChangelogTime === 'epoch' ? { created: change.created } : {}
      shown.set(issue, [...(shown.get(issue) ?? []), { ...history, ...time }])
    }
    return ok({
      issueChangeLogs: [...shown].map(([{ id }, changeHistories]) => ({ issueId: String(id), changeHistories })),
      ...(start + maxResults < entries.length
        ? { nextPageToken: makePageToken(key, start + maxResults, exchange.now) }
        : {}),
    })
  }

/** The history of one issue, and of many at once. */
export const changelogRoutes = (api: CloudApi): readonly Route[] => [
  get('/issue/:key/changelog', ofOne),
  postQuery('/changelog/bulkfetch', ofMany(api)),
]
