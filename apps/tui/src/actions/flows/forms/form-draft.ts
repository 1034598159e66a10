import type { FieldValue, IssueKey } from '@mmd/jira-api/model'
import type { SiteSession } from '../../../app/app.ts'
import { isChanged } from '../../../screens/forms/entries.ts'
import type { FormEntry, FormPart } from '../../../screens/forms/form-modal.ts'
import { shownValue } from '../../../screens/forms/shown-value.ts'
import { type Draft, openDraft } from '../drafts.ts'
import { placeOfDraft } from './draft-names.ts'

/** A new issue that was begun. */
export interface BegunCreate {
  readonly name: string
  readonly project: string
  readonly typeId: string
  readonly parent: IssueKey | null
  readonly summary: string
}

interface KeptEntry {
  readonly value: FieldValue
  /** What the site had in it then; absent in drafts of older versions. */
  readonly before?: FieldValue
  readonly typed?: string
  readonly wire?: unknown
  readonly parts?: readonly FormPart[]
}

type Kept = Readonly<Record<string, KeptEntry>>

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isKept = (value: unknown): value is KeptEntry =>
  isRecord(value) && isRecord(value['value']) && typeof value['value']['kind'] === 'string'

/** What another version of the program has kept may be anything. */
const parse = (text: string): Kept => {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value)) return {}
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, KeptEntry] => isKept(entry[1])))
  } catch {
    return {}
  }
}

const stringify = (entries: readonly FormEntry[]): string => {
  const changed = entries.filter(isChanged)
  if (changed.length === 0) return ''
  const kept = changed.map(({ meta, before, value, typed, wire, parts }): [string, KeptEntry] => [
    meta.id,
    {
      value,
      before,
      ...(typed === undefined ? {} : { typed }),
      ...(wire === undefined ? {} : { wire }),
      ...(parts === undefined ? {} : { parts }),
    },
  ])
  return JSON.stringify(Object.fromEntries(kept))
}

/** False for a value that this version of the program cannot show. */
const isWhole = (entry: FormEntry): boolean => {
  try {
    shownValue(entry)
    return true
  } catch {
    return false
  }
}

const isSame = (a: FieldValue, b: FieldValue): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The field with what was filled in; what somebody else has set in it meanwhile is said beside it. */
const restoredEntry = (entry: FormEntry, { before, ...own }: KeptEntry): FormEntry => {
  const restored = { ...entry, ...own }
  if (!isWhole(restored)) return entry
  if (before === undefined || isSame(before, entry.before) || isSame(own.value, entry.before)) return restored
  const now = shownValue(entry)
  const there = now === '' ? 'nothing in it' : `“${now}”`
  return { ...restored, error: `Somebody has changed it since: the site has ${there}, and this would replace it` }
}

/** The number of fields of a form's draft, and the summary that is in it. */
export const draftFacts = (text: string): { readonly fields: number; readonly summary: string } => {
  const kept = parse(text)
  const summary = kept['summary']?.value
  return { fields: Object.keys(kept).length, summary: summary?.kind === 'text' ? summary.text : '' }
}

/** What was filled into a form and not sent. */
export interface FormDraft extends Pick<Draft, 'keep' | 'forget'> {
  readonly put: (entries: readonly FormEntry[]) => void
  /** The fields with what was filled in before; the same ones when nothing was. */
  readonly restored: (entries: readonly FormEntry[]) => readonly FormEntry[]
}

export const openFormDraft = (session: SiteSession, name: string): FormDraft => {
  const draft = openDraft(session, name)
  return {
    put: (entries) => draft.put(stringify(entries)),
    keep: draft.keep,
    forget: draft.forget,
    restored: (entries) => {
      const kept = parse(draft.text)
      const isThere = entries.some(({ meta, locked }) => locked === null && Object.hasOwn(kept, meta.id))
      if (!isThere) return entries
      return entries.map((entry) => {
        const own = entry.locked === null && Object.hasOwn(kept, entry.meta.id) ? kept[entry.meta.id] : undefined
        return own === undefined ? entry : restoredEntry(entry, own)
      })
    },
  }
}

/** New issues that were begun on a site, newest first. */
export const begunCreates = ({ replica }: SiteSession): readonly BegunCreate[] =>
  Object.entries(replica.drafts()).flatMap(([name, text]) => {
    const place = placeOfDraft(name)
    if (place?.kind !== 'create') return []
    const { project, typeId, parent } = place
    return [{ name, project, typeId, parent, summary: draftFacts(text).summary }]
  })
