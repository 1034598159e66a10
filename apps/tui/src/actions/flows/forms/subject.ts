import type { IssueKey } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../../app/app.ts'
import type { FormEntry } from '../../../screens/forms/form-modal.ts'

/** What a form is about. */
export interface Subject {
  /** The key of its project. */
  readonly project: string
  /** Null: it is not made yet. */
  readonly issue: IssueKey | null
  /** The type of an issue that is not made yet. */
  readonly typeId?: string
}

/** A field that is being filled in. */
export interface FieldEdit {
  readonly app: App
  /** Of the one site that the form is for. */
  readonly session: SiteSession
  readonly subject: Subject
  readonly entry: FormEntry
  /** The form. */
  readonly modal: number
}
