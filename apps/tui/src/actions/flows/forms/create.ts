import { type FieldValue, type Issue, type IssueType, type Named, toIssueKey, type User } from '@mmd/jira-api/model'
import { type CreateOperation, localKey, type Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { inOrder, toEntry } from '../../../screens/forms/entries.ts'
import type { FormEntry } from '../../../screens/forms/form-modal.ts'
import { myself } from '../comment.ts'
import { learnRights, staysSaid } from '../rights.ts'
import type { Filled } from './collect.ts'
import { formDrafts } from './draft-names.ts'
import { createFields, lookingUp } from './metadata.ts'
import { type FormWish, openForm, type Refused } from './open-form.ts'
import { partOperations } from './part-operations.ts'
import { performForm } from './watch-form.ts'

/** A new issue that is wanted. */
export interface CreateWish {
  readonly app: App
  readonly session: SiteSession
  readonly project: { readonly id: string; readonly key: string; readonly name: string }
  readonly type: IssueType
  /** The issue whose sub-task it is. */
  readonly parent: Pick<Issue, 'key' | 'summary'> | null
}

/** What is chosen before the form is opened. */
const settled: ReadonlySet<string> = new Set(['project', 'issuetype'])

/** Opens the form of a new issue, with the fields that its create screen has. */
export const openCreate = async (wish: CreateWish): Promise<void> => {
  const { app, session, project, type } = wish
  const look = async () => {
    const [found] = await Promise.all([
      createFields(session, project.key, type),
      learnRights(session, [specimen(wish)]),
    ])
    return found
  }
  const fields = await lookingUp(app, session, `New ${type.name}`, look)
  if (fields === undefined) return
  const entries = fields
    .filter(({ id }) => !settled.has(id) && !(type.subtask && id === 'parent'))
    .map((meta) => toEntry(meta, meta.defaultValue))
  openForm(formOf(wish, inOrder(entries)))
}

const titleOf = ({ project, type, parent }: CreateWish): string =>
  parent === null ? `New ${type.name} in ${project.key}` : `New ${type.name} of ${parent.key}`

/** An issue as it may be made, for what can be said before. */
const specimen = ({ project, type }: CreateWish): CreateOperation => ({
  kind: 'create',
  key: localKey(project.key, 1),
  fields: {},
  shown: { project, type: { id: type.id, name: type.name, subtask: type.subtask }, summary: '' },
})

const formOf = (wish: CreateWish, entries: readonly FormEntry[], instead: number | null = null): FormWish => {
  const { app, session, project, type, parent } = wish
  const form: FormWish = {
    app,
    session,
    subject: { project: project.key, issue: null, typeId: type.id },
    title: titleOf(wish),
    button: 'Create it',
    repeats: true,
    draft: formDrafts.create(project.key, type.id, parent?.key ?? null),
    entries,
    defaults: true,
    startsIn: 'summary',
    note: staysSaid(session, [specimen(wish)]).lines.join(''),
    onSend: (filled, sent, again) => {
      const reopen = (refused: Refused, [id]: readonly [number, ...number[]]): void =>
        void openForm(formOf(wish, entries, id), refused)
      const operations = operationsOf(wish, filled)
      const summary = operations[0].shown.summary
      performForm({
        app,
        session,
        entries: sent,
        operations,
        title: `create ${type.name} ${summary}`,
        done: `Created ${type.name}: ${summary}`,
        instead,
        reopen,
      })
      if (again) openForm({ ...formOf(wish, entries) }, { entries: sent.map(kept), error: null })
    },
  }
  return form
}

/** What the next one like it has in common; what it is about is written anew. */
const kept = (entry: FormEntry): FormEntry => {
  const isOwn = entry.meta.id === 'summary' || entry.typed !== undefined || entry.parts !== undefined
  return isOwn ? toEntry(entry.meta, entry.before) : entry
}

const operationsOf = (wish: CreateWish, { fields, parts }: Filled): readonly [CreateOperation, ...Operation[]] => {
  const { session, project, type, parent } = wish
  // The copy gives another one when this one is taken.
  const key = localKey(project.key, 1)
  const values = new Map(fields.map(({ entry, value }) => [entry.meta.id, value]))
  const create: CreateOperation = {
    kind: 'create',
    key,
    fields: {
      project: { id: project.id },
      issuetype: { id: type.id },
      ...(parent === null ? {} : { parent: { key: parent.key } }),
      ...Object.fromEntries(fields.map(({ entry, wire }) => [entry.meta.id, wire])),
    },
    shown: {
      project,
      type: { id: type.id, name: type.name, subtask: type.subtask },
      ...shownOf(values),
      ...(parent === null ? {} : { parent: { key: parent.key, summary: parent.summary } }),
      ...(values.has('reporter') ? {} : { reporter: myself(session) }),
    },
  }
  return [create, ...partOperations(parts, key, myself(session))]
}

const namedIn = (value: FieldValue | undefined): readonly Named[] => (value?.kind === 'named-list' ? value.values : [])

const userIn = (value: FieldValue | undefined): User | null => (value?.kind === 'user' ? value.user : null)

/** What the row shows until the site has answered. */
const shownOf = (values: ReadonlyMap<string, FieldValue>) => {
  const [summary, description, priority] = ['summary', 'description', 'priority'].map((id) => values.get(id))
  const [labels, due, parent] = ['labels', 'duedate', 'parent'].map((id) => values.get(id))
  const above = parent?.kind === 'issue' ? toIssueKey(parent.key) : undefined
  return {
    summary: summary?.kind === 'text' ? summary.text : '',
    ...(description?.kind === 'rich-text' ? { description: description.text } : {}),
    ...(priority?.kind === 'named' ? { priority: priority.value } : {}),
    ...(labels?.kind === 'words' ? { labels: labels.words } : {}),
    ...(due?.kind === 'date' ? { due: due.date } : {}),
    ...(above === undefined || parent?.kind !== 'issue'
      ? {}
      : { parent: { key: above, summary: parent.summary ?? '' } }),
    assignee: userIn(values.get('assignee')),
    ...(values.has('reporter') ? { reporter: userIn(values.get('reporter')) } : {}),
    components: namedIn(values.get('components')),
    fixVersions: namedIn(values.get('fixVersions')),
  }
}
