import type { Site } from '@mmd/auth'
import { expect } from 'vitest'

/** Names of things of the sandbox that a test has looked up. */
export interface Known {
  readonly component: string
  readonly version: string
  readonly otherVersion: string
  readonly opsVersion: string
  readonly epic: string
  readonly issue: string
}

/** The title of the epic that the issues come below. */
export const EPIC = 'Orchard migration'

type Text = string | ((known: Known) => string)

/** A field, how a person fills it in, and what the site has in it afterwards. */
export interface FieldRow {
  readonly projects: readonly ('OPS' | 'PAY' | 'SUP')[]
  /** Its id or its name. */
  readonly field: string
  readonly by: 'typing' | 'writing' | 'choosing' | 'steps'
  /** What is typed; `steps`: several things, with `>` between them. */
  readonly text: Text
  /** What its value, or for Jira's own fields the issue, has. */
  readonly holds: (known: Known) => object
}

const row =
  (by: FieldRow['by'], projects: FieldRow['projects']) =>
  (field: string, text: Text, holds: object | FieldRow['holds']): FieldRow => ({
    projects,
    field,
    by,
    text,
    holds: typeof holds === 'function' ? (holds as FieldRow['holds']) : () => holds,
  })

const everywhere = ['OPS', 'PAY', 'SUP'] as const
const both = ['OPS', 'PAY'] as const
const ops = ['OPS'] as const
const pay = ['PAY'] as const
const support = ['SUP'] as const

const has = (part: object): unknown => expect.arrayContaining([expect.objectContaining(part)])

const named = (name: string): object => ({ value: { name } })

/** For tests: every field on the screens of a sandbox that can be written. */
export const fieldRows = (deployment: Site['deployment']): readonly FieldRow[] => [
  row('typing', everywhere)('summary', 'Disk is full', { summary: 'Disk is full' }),
  row('choosing', everywhere)('priority', 'High', { priority: { name: 'High' } }),
  row('writing', everywhere)('description', 'It is **full**.', {
    description: { source: expect.stringContaining(deployment === 'cloud' ? '"strong"' : '*full*') },
  }),
  row('choosing', everywhere)('assignee', 'mira', { assignee: { name: expect.stringMatching(/mira/i) } }),
  row('choosing', everywhere)('reporter', 'mira', { reporter: { name: expect.stringMatching(/mira/i) } }),
  row('choosing', everywhere)('labels', 'made-here', { labels: expect.arrayContaining(['made-here']) }),
  row('typing', everywhere)('duedate', '2026-12-24', { due: '2026-12-24' }),
  row('choosing', pay)(
    'components',
    ({ component }) => component,
    ({ component }: Known) => ({
      components: has({ name: component }),
    }),
  ),
  row('choosing', pay)(
    'fixVersions',
    ({ version }) => version,
    ({ version }: Known) => ({
      fixVersions: has({ name: version }),
    }),
  ),
  row('choosing', pay)(
    'versions',
    ({ otherVersion }) => otherVersion,
    ({ otherVersion }: Known) => ({
      affectedVersions: has({ name: otherVersion }),
    }),
  ),
  row('writing', both)('environment', 'Production', {
    environment: { source: expect.stringContaining('Production') },
  }),
  row('choosing', pay)('Sprint', '', { kind: 'sprints' }),
  // A parent is chosen by its title; Cloud has one field for what an issue is below.
  row('choosing', deployment === 'datacenter' ? pay : [])('Epic Link', EPIC, ({ epic }: Known) => ({ key: epic })),
  row('choosing', deployment === 'cloud' ? pay : [])('parent', EPIC, ({ epic }: Known) => ({ parent: { key: epic } })),
  row('typing', pay)('Story Points', '3,5', { kind: 'number', number: 3.5 }),
  row('choosing', pay)('Reviewer', 'mira', { kind: 'user', user: { active: true } }),
  row('choosing', pay)('Severity', 'S2', { kind: 'option', option: { label: 'S2 - major' } }),
  row('steps', ['PAY', 'SUP'])('Product area', 'Mobile>iOS', {
    kind: 'cascading',
    parent: { label: 'Mobile' },
    child: { label: 'iOS' },
  }),
  row('typing', support)('Organisation', 'Blue Kite', { kind: 'text', text: 'Blue Kite' }),
  row('typing', support)('Severity', 'bad', { kind: 'text', text: 'bad' }),
  row('choosing', ops)('Root cause', 'Capacity', { option: { label: 'Capacity' } }),
  row('choosing', ops)('Incident lead', 'mira', { kind: 'user' }),
  row('choosing', ops)('Affected regions', 'us-east', { options: has({ label: 'us-east' }) }),
  row('typing', ops)('Detected at', '2026-11-20 09:30', {
    kind: 'time',
    time: new Date('2026-11-20T09:30').toISOString(),
  }),
  row('typing', ops)('Target date', '2026-12-01', { kind: 'date', date: '2026-12-01' }),
  row('typing', ops)('Runbook', 'https://wiki.acme.example/run', {
    kind: 'text',
    text: 'https://wiki.acme.example/run',
  }),
  row('choosing', ops)('Keywords', 'disk', { words: expect.arrayContaining(['disk']) }),
  row('choosing', ops)('Approvers', 'mira', { users: has({ active: true }) }),
  row('choosing', ops)('Owning group', 'jira-users', named('jira-users')),
  row('choosing', ops)('Informed groups', 'jira-users', { values: has({ name: 'jira-users' }) }),
  row('choosing', ops)(
    'Found in version',
    ({ opsVersion }) => opsVersion,
    ({ opsVersion }: Known) => named(opsVersion),
  ),
  row('choosing', ops)(
    'Backport to',
    ({ opsVersion }) => opsVersion,
    ({ opsVersion }: Known) => ({
      values: has({ name: opsVersion }),
    }),
  ),
  row('choosing', ops)('Related project', 'PAY', { kind: 'named' }),
  row('choosing', ops)('Team', 'payouts', { kind: 'team', team: { id: '12' } }),
  row('choosing', ops)(
    'Parent Link',
    ({ issue }) => issue,
    ({ issue }: Known) => ({ kind: 'issue', key: issue }),
  ),
  row('choosing', ops)('Flagged', 'Impediment', { options: has({ label: 'Impediment' }) }),
  row('choosing', ops)('Change risk', 'High', { option: { label: 'High' } }),
  row('choosing', ops)('security', 'Team', { security: { name: 'Team only' } }),
  row('typing', ops)('timetracking', '4h / 1h 30m', { estimates: { original: 14_400, remaining: 5_400 } }),
]
