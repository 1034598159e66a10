import type { FieldMeta, FieldValue } from '@mmd/jira-api/model'
import type { AttachOperation, LinkOperation } from '@mmd/replica'
import type { TextBuffer } from '../../input/text-edit.ts'

/** Something that a field holds and that is sent by a change of its own: a file, a link. */
export type FormPart =
  | { readonly kind: 'file'; readonly file: AttachOperation['file'] }
  | ({ readonly kind: 'link'; readonly words: string } & Pick<
      LinkOperation,
      'type' | 'outward' | 'other' | 'otherSummary'
    >)

/** A field of a form and what is in it. */
export interface FormEntry {
  readonly meta: FieldMeta
  /** What the site has in it, or puts into it by itself. */
  readonly before: FieldValue
  readonly value: FieldValue
  /** A long text as it is being written: Markdown, or the site's own markup where that says more. */
  readonly typed?: string
  /** What is sent instead of `value`, which then only shows it. */
  readonly wire?: unknown
  readonly parts?: readonly FormPart[]
  readonly error: string | null
  /** Why it cannot be written. */
  readonly locked: string | null
  /** Shown only when one asks for more fields. */
  readonly folded: boolean
}

/** Fields to be filled in, as the site describes them. */
export interface FormModal {
  readonly kind: 'form'
  readonly id: number
  readonly title: string
  readonly entries: readonly FormEntry[]
  /** Counts the rows: the fields that are shown, what unfolds the others, the button. */
  readonly cursor: number
  /** What is typed in the field under the cursor. */
  readonly editing: TextBuffer | null
  readonly unfolded: boolean
  /** The field that was emptied last, as it was: it can be put back. */
  readonly emptied?: FormEntry
  /** What was wrong with the whole. */
  readonly error: string | null
  /** Quiet words above the fields, such as where its values come from; empty for none. */
  readonly note: string
  /** What sending it does: `Create it`. */
  readonly button: string
  /** Another one like it can be begun with the same key press. */
  readonly repeats: boolean
  /** Fills in a field that is not typed in its place. */
  readonly onEdit: (entry: FormEntry, modal: number) => void
  /** Fills a field of a person in with whoever is signed in. */
  readonly onMe?: (entry: FormEntry, modal: number) => void
  /** The fields as they are after each change, to be kept. */
  readonly onChange: (entries: readonly FormEntry[]) => void
  readonly onSubmit: (entries: readonly FormEntry[], again: boolean) => void
  /** It was left without being sent; `changed`: something is in it that is not on the site. */
  readonly onLeave: (changed: boolean) => void
  /** Forgets what was filled in and begins again. */
  readonly onAfresh: () => void
}
