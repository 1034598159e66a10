import { EMPTY, type FieldMeta, type FieldOption, type Issue, type IssueKey, isJiraApiError } from '@mmd/jira-api/model'
import type { SiteSession } from '../../../../app/app.ts'
import { presentError } from '../../../../present-error.ts'
import { editorOf, lockedWhy } from '../../../../screens/forms/editor-kind.ts'

/** A field that some of several issues have on their edit screens. */
export interface SharedField {
  /** As the first of them describes it; allowed is what any of them allows. */
  readonly meta: FieldMeta
  /** How each issue that has it describes it. */
  readonly of: ReadonlyMap<IssueKey, FieldMeta>
}

export interface EditableFields {
  /** Those that most of the issues have first. */
  readonly fields: readonly SharedField[]
  /** Why nothing can be edited on an issue, where the site says so. */
  readonly refused: ReadonlyMap<IssueKey, string>
}

/** Requests side by side. */
const lookUps = 4

/** Issues of one kind in one status have the same edit screen: one is asked for all of them. */
const kindOf = ({ project, type, status }: Issue): string => `${project.id}/${type.id}/${status.id}`

/** What has keys of its own, and is added to an issue rather than set. */
const otherwise: ReadonlySet<string> = new Set(['files', 'links', 'comment', 'none'])

const isEditable = (meta: FieldMeta): boolean =>
  meta.id !== 'project' && !otherwise.has(editorOf(meta)) && lockedWhy(meta, EMPTY) === null

/** Offline: the fields of a new issue like it, where the copy has them. Throws the error of the site where it does not. */
const fieldsOf = async ({ client, replica }: SiteSession, issue: Issue): Promise<readonly FieldMeta[]> => {
  try {
    return await client.editFields(issue.key)
  } catch (error) {
    if (!isJiraApiError(error, 'network') && !isJiraApiError(error, 'timeout')) throw error
    const known = replica.catalogue(`create-fields:${issue.project.key}/${issue.type.id}`)
    if (!Array.isArray(known)) throw error
    return known as readonly FieldMeta[]
  }
}

/** The site said no to one issue: the others may be edited all the same. */
const isAboutIssue = (error: unknown): boolean =>
  isJiraApiError(error, 'not-found') || isJiraApiError(error, 'forbidden') || isJiraApiError(error, 'refused')

/** Options by their words: those of one project have other ids than those of another. */
const withOptions = (known: readonly FieldOption[], more: readonly FieldOption[]): readonly FieldOption[] => {
  const labels = new Set(known.map(({ label }) => label))
  const ids = new Set(known.map(({ id }) => id))
  return [
    ...known,
    ...more.filter(({ label, parent }) => !labels.has(label) && (parent === undefined || ids.has(parent))),
  ]
}

const join = (known: SharedField | undefined, meta: FieldMeta, issues: readonly Issue[]): SharedField => ({
  meta:
    known === undefined
      ? meta
      : { ...known.meta, allowedValues: withOptions(known.meta.allowedValues, meta.allowedValues) },
  of: new Map([...(known?.of ?? []), ...issues.map(({ key }) => [key, meta] as const)]),
})

/**
 * The fields that can be edited on issues of one site, with one question for each project, type and status. Throws what the
 * site said when none of them can be edited.
 */
export const editableFields = async (session: SiteSession, issues: readonly Issue[]): Promise<EditableFields> => {
  const groups = [...Map.groupBy(issues, kindOf).values()]
  const answers = new Map<readonly Issue[], readonly FieldMeta[]>()
  const refused = new Map<IssueKey, string>()
  let refusal: unknown
  const queue = [...groups]
  const look = async (): Promise<void> => {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      const [first] = group
      if (first === undefined) continue
      try {
        answers.set(group, await fieldsOf(session, first))
      } catch (error) {
        if (!isAboutIssue(error)) throw error
        refusal = error
        for (const { key } of group) refused.set(key, presentError(error, {}).what)
      }
    }
  }
  await Promise.all(Array.from({ length: lookUps }, look))
  if (refusal !== undefined && answers.size === 0) throw refusal
  const found = new Map<string, SharedField>()
  // In the order of the issues, whichever was answered first.
  for (const group of groups)
    for (const meta of (answers.get(group) ?? []).filter(isEditable))
      found.set(meta.id, join(found.get(meta.id), meta, group))
  return { fields: [...found.values()].sort((a, b) => b.of.size - a.of.size), refused }
}
