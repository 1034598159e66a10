import {
  EMPTY,
  type FieldMeta,
  type FieldValue,
  type IssueDetail,
  type IssueKey,
  type IssueType,
  isJiraApiError,
} from '@mmd/jira-api/model'
import { type Replica, readIssueField } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { AppError } from '../../../config/app-error.ts'

/** True when no answer came although nothing is wrong with the question. */
const isUnreachable = (error: unknown): boolean => isJiraApiError(error, 'network') || isJiraApiError(error, 'timeout')

const notInCopy = (what: string): AppError =>
  new AppError('not-in-copy', `The site cannot be reached, and the copy does not have ${what}`, 'Try again online')

/** A list of the site for a form: out of the copy when it is there, else from the site. Throws `AppError` `not-in-copy`. */
const listed = async <T>({ catalogue }: SiteSession, name: string, what: string): Promise<readonly T[]> => {
  try {
    return (await catalogue(name)) as readonly T[]
  } catch (error) {
    throw isUnreachable(error) ? notInCopy(what) : error
  }
}

/** The types of issues that may be made in a project. */
export const creatableTypes = (session: SiteSession, project: string): Promise<readonly IssueType[]> =>
  listed(session, `create-types:${project}`, `the types of issues of ${project}`)

/** The fields of a new issue of a type. */
export const createFields = (session: SiteSession, project: string, type: IssueType): Promise<readonly FieldMeta[]> =>
  listed(session, `create-fields:${project}/${type.id}`, `the fields of a new ${type.name} in ${project}`)

/** The fields of the form of an issue, and what is in them. */
export interface EditScreen {
  readonly fields: readonly FieldMeta[]
  readonly detail: IssueDetail | null
  /** The site could not be asked: the fields are those of a new issue like it. */
  readonly isGuessed: boolean
}

/** What the edit screen of an issue has. Offline it is made of what the copy knows. Throws `AppError` `not-in-copy`. */
export const editScreen = async (session: SiteSession, key: IssueKey): Promise<EditScreen> => {
  const { client, replica } = session
  try {
    const fields = await client.editFields(key)
    const customFields = fields.flatMap(({ id, custom }) => (custom === null ? [] : [id]))
    return { fields, detail: await client.issueWithFields({ key, customFields }), isGuessed: false }
  } catch (error) {
    if (!isUnreachable(error)) throw error
    const issue = replica.issue(key)
    const known = issue && replica.catalogue(`create-fields:${issue.project.key}/${issue.type.id}`)
    if (!Array.isArray(known)) throw notInCopy(`the fields of ${key}`)
    const detail = replica.detail(key)?.detail ?? null
    // Without the issue as a whole nobody knows what its other fields hold.
    const fields = (known as readonly FieldMeta[]).filter(({ id }) => valueOf(replica, key, detail, id) !== undefined)
    return { fields, detail, isGuessed: true }
  }
}

/** What a field of an issue holds; undefined: the copy does not say. */
export const valueOf = (
  replica: Pick<Replica, 'issue'>,
  key: IssueKey,
  detail: IssueDetail | null,
  id: string,
): FieldValue | undefined => {
  const issue = detail ?? replica.issue(key)
  if (issue === undefined) return undefined
  if (id === 'issuetype') return { kind: 'named', value: { id: issue.type.id, name: issue.type.name } }
  if (id === 'project') return { kind: 'named', value: { id: issue.project.id, name: issue.project.name } }
  const known = readIssueField(issue, id)
  if (known !== undefined) return known
  return detail !== null && id.startsWith('customfield_') ? EMPTY : undefined
}

/** Says that something is being looked up, and that it can be given up. */
export const lookingUp = async <T>(
  app: App,
  session: SiteSession,
  title: string,
  look: () => Promise<T>,
): Promise<T | undefined> => {
  let isGivenUp = false
  const busy = {
    cancel: (): void => {
      isGivenUp = true
    },
  }
  const lines = ['Looking up its fields…']
  const waiting = app.open({ kind: 'message', title, tone: 'info', lines, top: 0, busy })
  try {
    const found = await look()
    return isGivenUp ? undefined : found
  } catch (error) {
    if (!isGivenUp) app.fail(error, session.site)
    return undefined
  } finally {
    app.close(waiting)
  }
}
