import type { Site } from '@mmd/auth'
import type { FieldMeta, Issue, IssueKey, LinkType, Named, StoredText, Transition, User } from '@mmd/jira-api/model'

/** What a macro has to know of a site. Each may be asked for many issues: who gives it asks the site once. */
export interface MacroSite {
  readonly deployment: Site['deployment']
  /** Who is signed in; undefined: nobody. */
  readonly me: User | undefined
  /** Epoch milliseconds. */
  readonly now: number
  readonly transitions: (issue: Issue) => Promise<readonly Transition[]>
  readonly editFields: (issue: Issue) => Promise<readonly FieldMeta[]>
  readonly priorities: () => Promise<readonly Named[]>
  readonly linkTypes: () => Promise<readonly LinkType[]>
  /** Who is meant as the one who works on issues of a project. */
  readonly worker: (key: IssueKey, name: string) => Promise<User | null | 'automatic'>
  readonly person: (name: string) => Promise<User>
  readonly sprint: (project: string, name: string) => Promise<Named | null>
  /** The custom field that holds sprints. */
  readonly sprintField: () => Promise<string | undefined>
  /** A text in Markdown as the site keeps it. */
  readonly text: (markdown: string) => Promise<StoredText>
}
