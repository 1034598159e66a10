import type { FieldInfo, FieldSchema, Issue, IssueType } from '@mmd/jira-api'
import type { FieldChange } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { performAll } from '../perform.ts'
import { type PickedIssue, pickIssue } from '../pick-issue.ts'
import { subjectOf } from './pick-known.ts'

type ParentField = Pick<FieldChange, 'id' | 'name' | 'schema'>

const schema: FieldSchema = { type: 'issuelink', items: null, system: 'parent', custom: null }

/** Where a site keeps what an issue belongs to: on Data Center an epic is named by a custom field. */
const parentField = async (session: SiteSession): Promise<ParentField | undefined> => {
  if (session.site.deployment === 'cloud') return { id: 'parent', name: 'Parent', schema }
  const fields = (await session.catalogue('fields')) as readonly FieldInfo[]
  const field = fields.find((one) => one.schema.custom?.endsWith(':gh-epic-link') === true)
  return field === undefined ? undefined : { id: field.id, name: field.name, schema: field.schema }
}

/** JQL for the issues that others can belong to and that are not done. */
const openEpics = async (session: SiteSession, project: string): Promise<string | undefined> => {
  const types = (await session.catalogue('issue-types')) as readonly IssueType[]
  const epics = types.filter(({ name, level }) => level === 1 || (level === undefined && /^epi[ck]/iu.test(name)))
  if (epics.length === 0) return undefined
  const ids = epics.map(({ id }) => id).join(', ')
  return `issuetype in (${ids}) AND project = "${project}" AND statusCategory != Done ORDER BY updated DESC`
}

/** Open epics of the project, or nothing where they cannot be found: then one types. */
const suggest = async (session: SiteSession, project: string, signal: AbortSignal): Promise<readonly PickedIssue[]> => {
  try {
    const jql = await openEpics(session, project)
    if (jql === undefined) return []
    const { issues } = await session.client.search({ jql, maxResults: 50 }, { signal })
    return issues.map(({ key, summary }) => ({ key, summary }))
  } catch {
    return []
  }
}

/** Asks to which epic or other parent the issues belong. */
export const openParent = async (app: App, session: SiteSession, issues: readonly Issue[]): Promise<void> => {
  const [first] = issues
  if (first === undefined) return
  const cloud = session.site.deployment === 'cloud'
  if (!cloud && issues.some(({ type }) => type.subtask)) {
    app.toast('warn', 'Data Center moves a sub-task to another parent in the browser only · b opens it there')
    return
  }
  const field = await parentField(session)
  if (field === undefined) {
    app.toast('warn', 'This site has no epics: it is without Jira Software')
    return
  }
  const set = (parent: PickedIssue | null): void => {
    const value =
      parent === null
        ? ({ kind: 'empty' } as const)
        : ({ kind: 'issue', key: parent.key, summary: parent.summary || null } as const)
    performAll(
      app,
      session,
      issues.map(({ key }) => ({ kind: 'set-fields', key, changes: [{ ...field, value }] })),
      parent === null ? 'without a parent' : `put under ${parent.key}`,
    )
  }
  pickIssue(app, session, {
    title: `${field.name} of ${subjectOf(issues)}`,
    not: issues.length === 1 ? first.key : null,
    suggest: (signal) => suggest(session, first.project.key, signal),
    // A sub-task always has a parent.
    ...(issues.some(({ type }) => type.subtask) ? {} : { none: { label: 'No parent', run: () => set(null) } }),
    onPick: set,
  })
}
