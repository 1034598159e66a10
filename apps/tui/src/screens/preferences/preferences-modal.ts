/** The settings that people change, each with its value; a change holds and is saved at once. */
export interface PreferencesModal {
  readonly kind: 'preferences'
  readonly id: number
  /** Where the file is, as people write it. */
  readonly file: string
  readonly cursor: number
  /** The setting is to have its next value, or the one before; or what it opens is to be opened. */
  readonly onChange: (setting: string, by: 1 | -1) => void
  /** Takes the last change back; absent: nothing was changed. */
  readonly onUndo?: () => void
}
