import type { BadgeColour, CredentialStatus, Site } from '@mmd/auth'
import type { TextBuffer } from '../input/text-edit.ts'

/** A saved site as its list shows it. */
export interface SiteRow {
  readonly site: Site
  readonly isDefault: boolean
  /** `null` while the secret store is asked, `undefined` when it could not say. */
  readonly status: CredentialStatus | null | undefined
}

/** The saved sites: letters act on the one under the cursor, `/` narrows. */
export interface SitesModal {
  readonly kind: 'sites'
  readonly id: number
  readonly rows: readonly SiteRow[]
  readonly phase: 'ready' | 'loading' | 'failed'
  readonly error: string | null
  readonly cursor: number
  /** Names of those that are to be shown together. */
  readonly marked: ReadonlySet<string>
  /** Names of those that were shown together last; empty when none were, or one of them is gone. */
  readonly last: readonly string[]
  /** Words that narrow the list; `typing` while they are being typed. */
  readonly filter: TextBuffer
  readonly typing: boolean
  /** Reads the list again, after something was done to a site. */
  readonly onReload: () => void
}

/** A setting of a site in its form. */
export interface SettingField {
  readonly id: string
  /** Fields of one group stand together under its name. */
  readonly group: string
  readonly label: string
  readonly help: string
  /** As it is typed, or the id of a choice. */
  readonly value: string
  /** Chosen with Enter instead of typed. */
  readonly choices?: readonly { readonly id: string; readonly label: string; readonly badge?: BadgeColour }[]
  readonly masked?: boolean
  /** Shown quietly while there is no value. */
  readonly placeholder?: string
  /** Of no use with the values that other fields have now. */
  readonly hidden?: boolean
  readonly error: string | null
}

/** All settings of a site; the one under the cursor is edited in its place. */
export interface SettingsModal {
  readonly kind: 'settings'
  readonly id: number
  readonly title: string
  readonly fields: readonly SettingField[]
  /** Counts the fields that are not hidden. */
  readonly cursor: number
  /** What is typed in the field under the cursor. */
  readonly editing: TextBuffer | null
  readonly error: string | null
  /** Something was changed and is not saved. */
  readonly changed: boolean
  /** Judges a value as soon as it was typed: what is wrong with it, or nothing. */
  readonly check: (field: SettingField) => string | null
  /** Hides and shows fields after a value was changed. */
  readonly arrange: (fields: readonly SettingField[]) => readonly SettingField[]
  readonly onSave: (fields: readonly SettingField[], modal: number) => void
  readonly onLeave?: () => void
}
