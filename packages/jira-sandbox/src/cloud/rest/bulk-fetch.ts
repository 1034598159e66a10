import type { Answer, Exchange, Route } from '../../exchange.ts'
import { selectFields } from '../../rest/field-selection.ts'
import { issueJson } from '../../rest/issue-json.ts'
import { idsOrKeys, isFlag, isText, listOf, optional, strictBody } from '../../rest/payload.ts'
import { propertiesOf } from '../../rest/property-routes.ts'
import { ok, postQuery } from '../../rest/refusal.ts'
import { fieldMaps } from '../../rest/search-routes.ts'
import { visibleIssue } from '../../rest/visible.ts'
import type { SandboxIssue } from '../../world/world.ts'
import type { CloudApi } from './cloud-api.ts'

const fetchMany = ({ switches }: CloudApi, exchange: Exchange): Answer => {
  const body = strictBody(exchange, 'issueIdsOrKeys', 'fields', 'expand', 'properties', 'fieldsByKeys')
  const keys = idsOrKeys(body.issueIdsOrKeys, switches.bulkFetchLimit)
  const fieldIds = selectFields(optional(body.fields, listOf(isText, 1000)) ?? [], '*navigable')
  const expand = optional(body.expand, listOf(isText, 20)) ?? []
  const properties = optional(body.properties, listOf(isText, 5)) ?? []
  optional(body.fieldsByKeys, isFlag)
  const issues = new Set<SandboxIssue>()
  const issueErrors: unknown[] = []
  for (const key of new Set(keys)) {
    const issue = visibleIssue(exchange, key)
    if (issue !== undefined) issues.add(issue)
    else {
      issueErrors.push({ id: key, errorMessage: 'Issue does not exist or you do not have permission to see it.' })
    }
  }
  return ok({
    expand: 'names,schema',
    issues: [...issues]
      .sort((a, b) => a.id - b.id)
      .map((issue) => ({
        ...issueJson(exchange, issue, fieldIds, expand),
        ...(properties.length === 0 ? {} : { properties: propertiesOf(issue, properties) }),
      })),
    issueErrors,
    ...fieldMaps(expand, fieldIds),
  })
}

/** Many issues by id or key. */
export const bulkFetchRoute = (api: CloudApi): Route =>
  postQuery('/issue/bulkfetch', (exchange) => fetchMany(api, exchange))
