import type { Site } from '@mmd/auth'
import { EMPTY, type FieldValue, type StoredText, type WireForm, writeFieldValue } from '@mmd/jira-api/model'
import { isChanged, isLong } from '../../../screens/forms/entries.ts'
import type { FormEntry, FormPart } from '../../../screens/forms/form-modal.ts'
import type { NameLookup } from '../items/names-near.ts'
import { type Markdown, openText, textBefore } from './stored-text.ts'

/** A field as it is sent. */
export interface FilledField {
  readonly entry: FormEntry
  readonly value: FieldValue
  /** What is sent for it. */
  readonly wire: unknown
  /** True when `value` says all that is sent. */
  readonly isPlain: boolean
}

/** A form as it is sent. */
export interface Filled {
  readonly fields: readonly FilledField[]
  readonly parts: readonly FormPart[]
  readonly comment: StoredText | null
}

/** What cannot be sent, by field. */
export type Collected = { readonly filled: Filled } | { readonly wrong: Readonly<Record<string, string>> }

/** True when something in it has to be read as Markdown. */
export const needsMarkdown = (entries: readonly FormEntry[]): boolean =>
  entries.some((entry) => entry.typed !== undefined && isLong(entry))

export interface CollectOptions {
  readonly deployment: Site['deployment']
  /** What the site proposes is sent too. */
  readonly defaults: boolean
  /** Null: nothing needs it. */
  readonly markdown: Markdown | null
  /** By what names people were mentioned while a text was written. */
  readonly nameOf?: NameLookup
}

/** How a deployment wants values. */
const wireForm = (deployment: Site['deployment']): WireForm =>
  deployment === 'cloud' ? { person: 'accountId', text: 'adf' } : { person: 'name', text: 'wiki' }

const storedText = (entry: FormEntry, { deployment, markdown, nameOf }: CollectOptions): FieldValue => {
  if (entry.typed === undefined) return entry.value
  if (entry.typed.trim() === '') return EMPTY
  if (markdown === null) throw new TypeError('Markdown was not loaded')
  return { kind: 'rich-text', text: openText(markdown, textBefore(entry), deployment, nameOf).apply(entry.typed) }
}

const fill = (entry: FormEntry, options: CollectOptions): FilledField => {
  if (entry.wire !== undefined) {
    const isPlain = entry.wire === null
    return { entry, value: entry.value, wire: entry.wire, isPlain }
  }
  const value = isLong(entry) ? storedText(entry, options) : entry.value
  return { entry, value, wire: writeFieldValue(value, entry.meta, wireForm(options.deployment)), isPlain: true }
}

/** A text that was written anew and has become what it was. */
const isAsBefore = ({ entry: { before, typed }, value }: FilledField): boolean =>
  typed !== undefined &&
  before.kind === 'rich-text' &&
  value.kind === 'rich-text' &&
  before.text.format === value.text.format &&
  before.text.source === value.text.source

/** What of a form is sent: what was changed, and with `defaults` also what the site proposes. */
export const collect = (entries: readonly FormEntry[], options: CollectOptions): Collected => {
  const { defaults } = options
  const meant = entries.filter(
    (entry) => entry.locked === null && (isChanged(entry) || (defaults && entry.value.kind !== 'empty')),
  )
  const wrong: Record<string, string> = {}
  const fields: FilledField[] = []
  let comment: StoredText | null = null
  for (const entry of meant) {
    if (entry.parts !== undefined) continue
    try {
      const field = fill(entry, options)
      if (isAsBefore(field)) continue
      if (entry.meta.system !== 'comment') fields.push(field)
      else if (field.value.kind === 'rich-text') comment = field.value.text
    } catch (error) {
      wrong[entry.meta.id] = error instanceof Error ? error.message : 'This cannot be sent'
    }
  }
  if (Object.keys(wrong).length > 0) return { wrong }
  return { filled: { fields, parts: meant.flatMap(({ parts = [] }) => parts), comment } }
}
