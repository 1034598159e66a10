/** Fields of an issue in the forms of other releases, or as an import left them. */
export const otherForms: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['created', '2012-04-11T14:26:00.000+0530'],
  ['updated', '2012-04-11T09:00:00Z'],
  ['resolution', {}],
  ['labels', null],
  ['watches', undefined],
  ['votes', undefined],
  ['fixVersions', [{ id: 10_000, name: '1.0', releaseDate: '2012-04-11T00:00:00.000+0200' }]],
  ['customfield_10101', [{ id: 39, rapidViewId: 4, state: 'ACTIVE', name: 'An object, not a text', goal: null }]],
  ['customfield_10107', '5'],
  ['customfield_10207', [[{ value: 'an array in an array' }]]],
  ['customfield_10209', { value: 'Web' }],
])

/** People without what tells them apart. */
export const oddPeople: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['assignee', { displayName: 'Neither name nor key', emailAddress: '', avatarUrl: '/avatar.png', active: true }],
  ['reporter', { name: 'ops@acme.example', displayName: 'ops dot acme at example', active: false, avatarUrls: {} }],
  ['creator', {}],
])

/** A page of comments that says it has more than it has, one of them without a text and an author. */
export const shortPage: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  [
    'comment',
    {
      startAt: 0,
      maxResults: 55,
      total: 55,
      comments: [
        { id: '15901', created: '2012-04-11T14:26:00.000+0200', updated: '2012-04-11T14:26:00.000+0200' },
        { id: '15902', body: 'Still here', created: '2012-04-12T09:00:00.000+0200' },
      ],
    },
  ],
])
