import type { Deployment } from './fetch-descriptions.ts'
import type { Rule } from './judge.ts'

/** Something in which a description is wrong or old, and the sandbox and the client are right. */
export interface Difference {
  readonly on: Deployment
  /** Name of the operation, `as` before it where Data Center is held against Cloud. */
  readonly operation: string
  readonly rule: Rule
  readonly where: string | RegExp
  readonly reason: string
}

type Row = readonly [operation: string, rule: Rule, where: string | RegExp, reason: string]

const newer = 'The resource is younger than the description.'
const pages = 'The forms of creating came page by page after the description was made.'
const emptyBefore = 'What was empty before is null.'
const listOfLinks = 'The answer is a list of links, as the example shows; the schema is of one.'
const newWords = 'Forgotten: the words of the new value stand beside those of the old one.'
const otherDeployment = 'The resource is of Data Center alone; the method promises to hear that a cloud has none.'
const searchIsGone = 'The search by offset was taken out of Cloud and answers 410.'
const untranslated = 'Custom fields tell their name in no language as well.'

const dataCenter: readonly Row[] = [
  ['GET /rest/api/2/issue/createmeta/*/issuetypes', 'operation', '', pages],
  ['GET /rest/api/2/issue/createmeta/*/issuetypes/*', 'operation', '', pages],
  ['PUT /rest/api/2/issue/*/archive', 'operation', '', newer],
  ['PUT /rest/api/2/issue/*/restore', 'operation', '', newer],
  ['GET /rest/api/2/issue/*/pinned-comments', 'operation', '', newer],
  ['PUT /rest/api/2/issue/*/comment/*/pin', 'operation', '', newer],
  ['GET /rest/api/2/projects/picker', 'operation', '', newer],
  [
    'GET /rest/api/2/issue/{issueIdOrKey}/transitions',
    'query',
    'expand',
    'Without `transitions.fields` no screen comes along; the description names it in its words only.',
  ],
  [
    'GET /rest/api/2/issue/{issueIdOrKey}/worklog',
    'query',
    /^(?:startAt|maxResults)$/u,
    'Cloud gives worklogs in pages; Data Center passes over the two and gives all.',
  ],
]

/** Answers of Data Center beside the description of Cloud's. */
const kin: readonly Row[] = [
  ['as POST /rest/api/3/issue/{issueIdOrKey}/votes', 'status', '200', 'Newer releases say 200 where Cloud says 204.'],
  [
    'as GET /rest/api/3/attachment/{id}',
    'answer',
    '/id',
    'Text here as with the issue; only Cloud is known for a number. The client takes both.',
  ],
  [
    'as GET /rest/api/3/issue/{issueIdOrKey}',
    'answer',
    /^\/changelog\/histories\/\*\/items\/\*\/(?:from|fromString|to)$/u,
    emptyBefore,
  ],
  ['as GET /rest/api/3/issue/{issueIdOrKey}/remotelink', 'answer', '', listOfLinks],
]

const cloud: readonly Row[] = [
  ['POST /rest/api/3/search/jql', 'operation', '', newer],
  ['POST /rest/api/3/search/approximate-count', 'operation', '', newer],
  ['POST /rest/api/3/issue/bulkfetch', 'operation', '', newer],
  ['POST /rest/api/3/bulk/issues/fields', 'operation', '', newer],
  ['POST /rest/api/3/bulk/issues/transition', 'operation', '', newer],
  ['GET /rest/api/3/bulk/queue/*', 'operation', '', newer],
  ['GET /rest/api/3/issue/createmeta/*/issuetypes', 'operation', '', pages],
  ['GET /rest/api/3/issue/createmeta/*/issuetypes/*', 'operation', '', pages],
  ['POST /rest/api/3/issue/*/subtask/move', 'operation', '', otherDeployment],
  ['PUT /rest/api/3/issue/*/archive', 'operation', '', otherDeployment],
  ['GET /rest/api/3/issue/*/pinned-comments', 'operation', '', otherDeployment],
  ['PUT /rest/api/3/issue/*/comment/*/pin', 'operation', '', otherDeployment],
  ['GET /rest/api/3/search', 'status', '410', searchIsGone],
  ['POST /rest/api/3/search', 'status', '410', searchIsGone],
  [
    'GET /rest/api/3/field/{fieldId}/context/issuetypemapping',
    'status',
    '404',
    'A field that is not there is told as it is by the resources beside it.',
  ],
  ['GET /rest/api/3/user', 'status', '400', 'Nobody was asked for, which no status of the description is about.'],
  ['GET /rest/api/3/serverInfo', 'answer', '/defaultLocale', 'Sites tell the language of those who chose none.'],
  ['GET /rest/api/3/field', 'answer', '/*/untranslatedName', untranslated],
  ['GET /rest/api/3/field/search', 'answer', '/values/*/untranslatedName', untranslated],
  ['GET /rest/api/3/field/search', 'answer', '/values/*', 'Fields such as the key of an issue have no schema.'],
  [
    'GET /rest/api/3/filter/search',
    'answer',
    '/values/*/isWritable',
    'Told when it is asked for, as the words about the parameter say.',
  ],
  ['GET /rest/api/3/attachment/content/{id}', 'answer', /^[a-z]+\//u, 'The bytes of a file come as what the file is.'],
  ['GET /rest/api/3/issue/{issueIdOrKey}/changelog', 'answer', '/values/*/items/*/toString', newWords],
  ['GET /rest/api/3/issue/{issueIdOrKey}', 'answer', '/changelog/histories/*/items/*/toString', newWords],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/changelog',
    'answer',
    /^\/values\/\*\/items\/\*\/(?:from|fromString|to|toString)$/u,
    emptyBefore,
  ],
  [
    'PUT /rest/api/3/issue/{issueIdOrKey}/assignee',
    'request',
    '/accountId',
    'Null takes the assignee off; the description says so in its words, not in its schema.',
  ],
  ['GET /rest/api/3/issue/{issueIdOrKey}/remotelink', 'answer', '', listOfLinks],
  [
    'POST /rest/api/3/issue/{issueIdOrKey}/watchers',
    'request',
    '',
    'Without a body one watches oneself, as the words of the description say.',
  ],
  [
    'POST /rest/api/3/issue/bulk',
    'answer',
    /^\/(?:errorMessages|errors)$/u,
    'A request without its list is refused like any other; the schema thinks of lists in which every issue is refused.',
  ],
]

const rowsOf = (on: Deployment, rows: readonly Row[]): readonly Difference[] =>
  rows.map(([operation, rule, where, reason]) => ({ on, operation, rule, where, reason }))

/** All of them. One that is not met any more fails the run, as does a difference that is not here. */
export const differences: readonly Difference[] = [
  ...rowsOf('datacenter', [...dataCenter, ...kin]),
  ...rowsOf('cloud', cloud),
]
