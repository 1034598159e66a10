import type { FieldValue, StoredText } from '@mmd/jira-api/model'
import type { FieldConflict, Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { holdKeys } from '../../app/hold-keys.ts'
import { hasClashes, mergeText } from '../../editor/merge-text.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { changeModal } from '../../state/state.ts'
import { openDraft } from './drafts.ts'
import { loadMarkdown, openText } from './forms/stored-text.ts'

/** True for a conflict whose sides are texts, which can be brought together. */
export const isMergeable = ({ mine, theirs }: FieldConflict): boolean =>
  [mine, theirs].every(({ kind }) => kind === 'text' || kind === 'rich-text')

const storedOf = (value: FieldValue): StoredText | null => (value.kind === 'rich-text' ? value.text : null)
const plainOf = (value: FieldValue): string => (value.kind === 'text' ? value.text : '')

interface Sides {
  readonly base: string
  readonly mine: string
  readonly theirs: string
  /** The value that an edited text means. */
  readonly toValue: (text: string) => FieldValue
}

const sidesOf = async (
  { base, mine, theirs }: FieldConflict,
  deployment: SiteSession['site']['deployment'],
): Promise<Sides> => {
  if (mine.kind === 'text')
    return {
      base: plainOf(base),
      mine: mine.text,
      theirs: plainOf(theirs),
      toValue: (text) => ({ kind: 'text', text }),
    }
  const markdown = await loadMarkdown()
  const open = (value: FieldValue) => openText(markdown, storedOf(value), deployment)
  // What of theirs cannot be written in Markdown stays as it is, since it is theirs that is edited.
  const site = open(theirs)
  return {
    base: open(base).text,
    mine: open(mine).text,
    theirs: site.text,
    toValue: (text) => ({ kind: 'rich-text', text: site.apply(text) }),
  }
}

/** How both sides are brought together, and what is said of it. */
const together = ({ base, mine, theirs }: Sides): { readonly text: string; readonly words: string } => {
  // Lines cannot be told apart in one: mine is edited, with theirs in sight.
  if (![base, mine, theirs].some((side) => side.includes('\n')))
    return { text: mine, words: `Mine, beside theirs: ${theirs}` }
  const { text, clashes } = mergeText(base, mine, theirs)
  if (clashes === 0) return { text, words: 'Nothing was changed by both: this has all of it' }
  const places = clashes === 1 ? 'One place was' : `${clashes} places were`
  return { text, words: `${places} changed by both: mine first, then theirs` }
}

/** Why it cannot be the value of the field; null: it can. */
const faultOf = (text: string, { id }: FieldConflict): string | null => {
  if (hasClashes(text)) return 'Lines of <<<<<<<, ======= or >>>>>>> stand in it still'
  return id === 'summary' && text.includes('\n') ? 'A summary has one line' : null
}

const draftName = (key: string, { id }: FieldConflict): string => `merge/${key}/${id}`

/** What stands before a kept text: of what it was made. Where a side is another one now, the text would undo what is new. */
const headOf = ({ mine, theirs }: Sides): string => `${JSON.stringify([mine, theirs])}\n`

/** Forgets what was made of both sides: it is decided. */
export const forgetMerges = (session: SiteSession, key: string, conflicts: readonly FieldConflict[]): void => {
  for (const conflict of conflicts) {
    const draft = openDraft(session, draftName(key, conflict))
    if (draft.text !== '') draft.forget()
  }
}

/** A text of an issue that two people changed, and the dialog that asks about it. */
interface Merge {
  readonly key: string
  readonly conflict: FieldConflict
  readonly modal: number
}

/**
 * Opens both sides brought together, line by line where there are several; what comes out of it is what is sent. What is made of them is kept until the
 * conflict is decided.
 */
export const openMerge = async (app: App, session: SiteSession, { key, conflict, modal }: Merge): Promise<void> => {
  const sides = await holdKeys(app, sidesOf(conflict, session.site.deployment))
  const merged = together(sides)
  const draft = openDraft(session, draftName(key, conflict))
  const head = headOf(sides)
  const open = (text: string, error: string | null): void => {
    app.open({
      kind: 'text-area',
      title: `${conflict.name}: both sides`,
      help: [merged.words, 'Ctrl-S takes it · Ctrl-E opens your editor · Esc keeps the draft · Markdown'],
      buffer: bufferOf(text),
      error,
      mayBeEmpty: true,
      onChange: (typed) => draft.put(`${head}${typed}`),
      onLeave: (left) => {
        draft.keep()
        if (left !== merged.text) app.toast('info', 'The draft is kept: e opens it again')
      },
      onSubmit: (edited) => {
        const fault = faultOf(edited, conflict)
        if (fault !== null) return open(edited, fault)
        draft.keep()
        const value = sides.toValue(edited)
        app.store.update((state) =>
          changeModal(state, modal, 'conflict', (shown) => ({
            ...shown,
            choices: { ...shown.choices, [conflict.id]: 'mine' },
            merged: { ...shown.merged, [conflict.id]: value },
            error: null,
          })),
        )
      },
    })
  }
  open(draft.text.startsWith(head) ? draft.text.slice(head.length) : merged.text, null)
}

/** The operation with the texts that were made of both sides. */
export const withMerged = (operation: Operation, merged: Readonly<Record<string, FieldValue>>): Operation => {
  if (operation.kind === 'set-fields')
    return {
      ...operation,
      changes: operation.changes.map((change) => {
        const value = merged[change.id]
        if (value === undefined) return change
        const { wire: _, ...rest } = change
        return { ...rest, value }
      }),
    }
  const [value] = Object.values(merged)
  if (operation.kind === 'edit-comment' && value?.kind === 'rich-text')
    return { ...operation, body: value.text, typed: value.text.source }
  return operation
}
