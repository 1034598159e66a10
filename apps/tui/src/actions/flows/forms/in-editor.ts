import { EMPTY, type FieldValue, type Issue, type StoredText, untrusted } from '@mmd/jira-api/model'
import type { FieldChange } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { presentError } from '../../../present-error.ts'
import { lookThen } from '../bulk/looking-up.ts'
import { openDraft } from '../drafts.ts'
import { namesNear } from '../items/names-near.ts'
import { performAll } from '../perform.ts'
import { formDrafts } from './draft-names.ts'
import { loadMarkdown, openText, type WorkingText } from './stored-text.ts'

const changeOf = (id: string, name: string, value: FieldValue): FieldChange => ({
  id,
  name,
  schema: { type: 'string', items: null, system: id, custom: null },
  value,
})

/** Characters that Jira takes in a summary. */
const longest = 255

/** The summary is the first line, the description what follows an empty one, as in a commit message. */
const split = (text: string): { readonly summary: string; readonly description: string } => {
  const [first = '', ...rest] = untrusted(text, 'text').split('\n')
  return { summary: first.trim(), description: rest.join('\n').replace(/^\n+/, '').trimEnd() }
}

const join = (summary: string, description: string): string => `${summary}\n\n${description}`

/** Opens summary and description in the person's editor, and takes over what was saved. */
export const editInEditor = (app: App, session: SiteSession, { key }: Issue): Promise<void> => {
  const look = async (): Promise<Edit | undefined> => {
    // Without the site there is what the copy has.
    await session.replica.openIssue(key).catch(() => undefined)
    const issue = session.replica.detail(key)?.detail ?? session.replica.issue(key)
    if (issue?.description === undefined) return undefined
    const working = openText(
      await loadMarkdown(),
      issue.description,
      session.site.deployment,
      namesNear(app, session, key),
    )
    return { app, session, issue, description: issue.description, working }
  }
  const words = { title: `Edit ${key}`, line: 'Reading its description…' }
  return lookThen(app, session, words, look, (edit) => {
    if (edit === undefined) return app.toast('warn', `The copy does not have the description of ${key} yet`)
    void openEditor(edit).catch((error: unknown) => app.fail(error, session.site))
  })
}

const openEditor = async (edit: Edit): Promise<void> => {
  const { app, session, issue, description, working } = edit
  const begun = session.replica.draft(formDrafts.editor(issue.key))
  const given = join(issue.summary, working.text)
  const extension = working.how === 'markdown' ? 'md' : description?.format === 'adf' ? 'json' : 'txt'
  const edited = await app.shell.edit(begun === '' ? given : begun, { extension })
  if (edited.outcome === 'failed') return app.toast('warn', edited.why)
  takeOver(edit, edited.text)
}

interface Edit {
  readonly app: App
  readonly session: SiteSession
  readonly issue: Pick<Issue, 'key' | 'summary'>
  readonly description: StoredText | null
  readonly working: WorkingText
}

const takeOver = ({ app, session, issue, description, working }: Edit, text: string): void => {
  const { key } = issue
  const draft = openDraft(session, formDrafts.editor(key))
  const put = (): void => {
    draft.put(text)
    draft.keep()
  }
  const keep = (why: string): void => {
    put()
    app.toast('warn', `${why} · E opens what you wrote again`)
  }
  const written = split(text)
  if (written.summary === '') return keep('The first line is the summary, and cannot be empty')
  if (written.summary.length > longest) return keep(`The first line, the summary, has more than ${longest} characters`)
  const described = (words: string): StoredText | null => {
    if (words === working.text.trimEnd()) return description
    return words === '' ? null : working.apply(words)
  }
  let changed: StoredText | null
  try {
    changed = described(written.description)
  } catch (error) {
    return keep(error instanceof Error ? error.message : 'The description cannot be kept so')
  }
  const changes: FieldChange[] = []
  if (written.summary !== issue.summary)
    changes.push(changeOf('summary', 'Summary', { kind: 'text', text: written.summary }))
  if (changed !== description)
    changes.push(
      changeOf('description', 'Description', changed === null ? EMPTY : { kind: 'rich-text', text: changed }),
    )
  if (changes.length === 0) {
    draft.forget()
    return app.toast('info', `${key} is as it was`)
  }
  const names = changes.map(({ name }) => name.toLowerCase()).join(' and ')
  // Until it is written down as a change it is a draft.
  put()
  try {
    performAll(app, session, [{ kind: 'set-fields', key, changes }], `has another ${names}`, { onBegin: draft.forget })
  } catch (error) {
    keep(presentError(error, { site: session.site.name }).what)
  }
}
