import type { FieldInfo, FieldSchema, Issue, IssueType } from '@mmd/jira-api'
import type { FieldChange } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { AppError } from '../../../config/app-error.ts'
import { performAll } from '../perform.ts'
import { type Among, type PickedIssue, pickIssue } from '../pick-issue.ts'
import { subjectOf } from './pick-known.ts'

type ParentField = Pick<FieldChange, 'id' | 'name' | 'schema'>

const schema: FieldSchema = { type: 'issuelink', items: null, system: 'parent', custom: null }

/**
 * Where a site keeps what an issue belongs to: on Data Center an epic is named by a custom field. Throws `AppError` where there
 * are no epics.
 */
const parentField = async (session: SiteSession): Promise<ParentField> => {
  if (session.site.deployment === 'cloud') return { id: 'parent', name: 'Parent', schema }
  const fields = (await session.catalogue('fields')) as readonly FieldInfo[]
  const field = fields.find((one) => one.schema.custom?.endsWith(':gh-epic-link') === true)
  if (field === undefined)
    throw new AppError('bad-value', 'This site has no epics: it is without Jira Software', 'e edits the other fields')
  return { id: field.id, name: field.name, schema: field.schema }
}

/** The types of issues that others can belong to. */
const epicTypes = async (session: SiteSession): Promise<readonly IssueType[]> => {
  const types = (await session.catalogue('issue-types')) as readonly IssueType[]
  return types.filter(({ name, level }) => level === 1 || (level === undefined && /^epi[ck]/iu.test(name)))
}

/** Only what others can belong to comes into question; undefined where the site does not tell. */
const amongEpics = async (session: SiteSession): Promise<Among | undefined> => {
  const ids = (await epicTypes(session)).map(({ id }) => id)
  if (ids.length === 0) return undefined
  return { jql: `issuetype in (${ids.join(', ')})`, holds: ({ type }) => ids.includes(type.id) }
}

/** Open epics of the project, or nothing where they cannot be found: then one types. */
const suggest = async (session: SiteSession, project: string, signal: AbortSignal): Promise<readonly PickedIssue[]> => {
  // What is wrong with the site is said before anybody chooses.
  await parentField(session)
  const among = await amongEpics(session)
  if (among === undefined) return []
  const jql = `${among.jql} AND project = "${project}" AND statusCategory != Done ORDER BY updated DESC`
  try {
    const { issues } = await session.client.search({ jql, maxResults: 50 }, { signal })
    return issues.map(({ key, summary }) => ({ key, summary }))
  } catch (error) {
    if (signal.aborted) throw error
    return []
  }
}

/** Asks to which epic or other parent the issues belong. */
export const openParent = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const [first] = issues
  if (first === undefined) return
  const isCloud = session.site.deployment === 'cloud'
  const hasSubtasks = issues.some(({ type }) => type.subtask)
  if (!isCloud && hasSubtasks) {
    app.toast('warn', 'Data Center moves a sub-task to another parent in the browser only · b opens it there')
    return
  }
  const set = async (parent: PickedIssue | null): Promise<void> => {
    const field = await parentField(session)
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
  const setOrSay = (parent: PickedIssue | null): void =>
    void set(parent).catch((error: unknown) => app.fail(error, session.site))
  pickIssue(app, session, {
    title: `${isCloud ? 'Parent' : 'Epic'} of ${subjectOf(issues)}`,
    not: issues.length === 1 ? first.key : null,
    // The parent of a sub-task is no epic, and it always has one.
    ...(hasSubtasks
      ? {}
      : {
          suggest: (signal: AbortSignal) => suggest(session, first.project.key, signal),
          among: () => amongEpics(session),
          none: { label: 'No parent', run: () => setOrSay(null) },
        }),
    onPick: setOrSay,
  })
}
