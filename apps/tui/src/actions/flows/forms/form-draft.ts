import type { FieldValue } from '@mmd/jira-api/model'
import type { SiteSession } from '../../../app/app.ts'
import { isChanged } from '../../../screens/forms/entries.ts'
import type { FormEntry, FormPart } from '../../../screens/forms/form-modal.ts'
import { shownValue } from '../../../screens/forms/shown-value.ts'
import { type Draft, openDraft } from '../drafts.ts'

/** What all names of drafts of new issues begin with. */
const CREATE = 'form/create/'

/** Names of drafts: one for each form. */
export const formDrafts = {
  create: (project: string, typeId: string, parent: string | null): string =>
    `${CREATE}${project}/${typeId}${parent === null ? '' : `/${parent}`}`,
  edit: (key: string): string => `form/edit/${key}`,
  transition: (key: string, id: string): string => `form/transition/${key}/${id}`,
}

/** A new issue that was begun. */
export interface BegunCreate {
  readonly name: string
  readonly project: string
  readonly typeId: string
  readonly parent: string | null
  readonly summary: string
}

interface KeptEntry {
  readonly value: FieldValue
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
  const kept = changed.map(({ meta, value, typed, wire, parts }): [string, KeptEntry] => [
    meta.id,
    {
      value,
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
        const restored = own === undefined ? entry : { ...entry, ...own }
        return isWhole(restored) ? restored : entry
      })
    },
  }
}

/** New issues that were begun on a site, newest first. */
export const begunCreates = ({ replica }: SiteSession): readonly BegunCreate[] =>
  Object.entries(replica.drafts()).flatMap(([name, text]) => {
    if (!name.startsWith(CREATE)) return []
    const [project = '', typeId = '', parent = null] = name.slice(CREATE.length).split('/')
    const summary = parse(text)['summary']?.value
    return [{ name, project, typeId, parent, summary: summary?.kind === 'text' ? summary.text : '' }]
  })
