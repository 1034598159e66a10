import type { Deployment } from './fetch-descriptions.ts'
import type { Values } from './known-values.ts'

/** A request that shows more of the sandbox than asking for one thing does; `{issue}` stands for a known value. */
export interface DirectRequest {
  /** `POST /comment/list`, below the API. */
  readonly line: string
  readonly body?: unknown
}

const parts = 'renderedFields,names,schema,transitions,operations,editmeta,changelog'

const both: readonly DirectRequest[] = [
  { line: `GET /issue/{issue}?fields=*all&properties=*all&expand=${parts}` },
  { line: 'GET /issue/{issue}/transitions?expand=transitions.fields' },
  { line: 'GET /issue/{issue}/comment?orderBy=-created&maxResults=2&expand=renderedBody' },
  { line: 'GET /myself?expand=groups,applicationRoles' },
  { line: 'GET /project/{project}?expand=description,lead,issueTypes,url' },
  {
    line: 'PUT /issue/{issue}/remotelink/{remotelink}',
    body: { globalId: 'system=walk', object: { url: 'https://a.example/', title: 'A' } },
  },
  { line: 'DELETE /issue/{issue}/remotelink?globalId=system%3Dwalk' },
  { line: 'PUT /comment/{comment}/properties/walk', body: { seen: true } },
  { line: 'GET /comment/{comment}/properties/walk' },
  { line: 'GET /comment/{comment}/properties' },
  { line: 'DELETE /comment/{comment}/properties/walk' },
  { line: 'POST /worklog/list', body: { ids: ['{worklog}'] } },
  { line: 'POST /issue', body: { fields: { summary: '' } } },
  { line: 'PUT /issue/{issue}', body: { fields: { nothing: 1 } } },
  { line: 'POST /issue/{issue}/transitions', body: { transition: { id: '99999' } } },
  { line: 'PUT /issue/{issue}/assignee', body: { accountId: 'nobody' } },
]

const own: Readonly<Record<Deployment, readonly DirectRequest[]>> = {
  datacenter: [
    { line: 'GET /group/member?groupname=jira-users&maxResults=2' },
    { line: 'GET /search?jql=project+%3D+PAY&maxResults=5&expand=names,schema' },
    { line: 'POST /issue/{issue}/notify', body: { subject: 'Look', textBody: 'Here', to: { reporter: true } } },
  ],
  cloud: [
    { line: 'GET /filter/search?expand=description,owner,jql,viewUrl,searchUrl,favourite,favouritedCount,isWritable' },
    { line: 'GET /project/search?query=p&expand=description,lead,issueTypes,url' },
    { line: 'GET /user/search?query=mi&maxResults=5' },
    { line: 'GET /user/bulk/migration?username=mira' },
    { line: 'GET /issue/{issue}/worklog?maxResults=2' },
    { line: 'GET /attachment/{attachment}' },
    { line: 'GET /attachment/content/{attachment}?redirect=false' },
    { line: 'POST /comment/list', body: { ids: ['{comment}'] } },
    { line: 'POST /jql/match', body: { jqls: ['project = PAY'], issueIds: ['{issueId}'] } },
    { line: 'POST /jql/autocompletedata', body: { projectIds: [] } },
    { line: 'POST /jql/pdcleaner', body: { queryStrings: ['assignee = mira', 'reporter = nobody'] } },
    { line: 'POST /jql/sanitize', body: { queries: [{ query: 'project = PAY' }, { query: 'no query' }] } },
    { line: 'GET /statuses?id=3&expand=usages' },
    { line: 'GET /groupuserpicker?query=p' },
    { line: 'GET /field/customfield_10209/context' },
    { line: 'GET /field/customfield_10209/context/20209/option' },
    { line: 'GET /field/customfield_10209/context/projectmapping' },
    { line: 'GET /field/customfield_10209/context/issuetypemapping' },
    { line: 'GET /field/customfield_10209/context/defaultValue' },
    { line: 'POST /jql/parse', body: { queries: ['project = PAY AND (status = Open OR summary ~ "x") ORDER BY key'] } },
    {
      line: 'POST /permissions/check',
      body: { projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: ['{issueId}'] }] },
    },
  ],
}

const fill = (text: string, values: Values, show: (value: string) => string): string =>
  text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => (values[name] === undefined ? whole : show(values[name])))

const filledBody = (body: unknown, values: Values): string => {
  const text = body === undefined ? '' : JSON.stringify(body)
  // A number where the text is nothing but one.
  return fill(text, values, (value) => value).replaceAll(/"(\d{4,})"/gu, (whole, digits: string) =>
    digits === values['issueId'] || digits === values['comment'] || digits === values['worklog'] ? digits : whole,
  )
}

/** What is asked of a deployment besides, ready to be sent. */
export const directRequests = (
  deployment: Deployment,
  values: Values,
): readonly {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly text: string
}[] =>
  [...both, ...own[deployment]].map(({ line, body }) => {
    const [method = '', target = ''] = fill(line, values, encodeURIComponent).split(' ')
    const [path = '', query = ''] = target.split('?')
    const version = deployment === 'cloud' ? 3 : 2
    return {
      method,
      path: `/rest/api/${version}${path}`,
      query: new URLSearchParams(query),
      text: filledBody(body, values),
    }
  })
