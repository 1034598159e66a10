import type { IssueKey } from '@mmd/jira-api/model'
import { toRowKey } from '@mmd/replica'

/** What a kept text is a draft of; `key` is that of its issue. */
export type DraftPlace =
  | { readonly kind: 'create'; readonly project: string; readonly typeId: string; readonly parent: IssueKey | null }
  | { readonly kind: 'edit' | 'editor' | 'comment' | 'note' | 'worklog'; readonly key: IssueKey }
  | { readonly kind: 'transition'; readonly key: IssueKey; readonly id: string }
  | { readonly kind: 'reply' | 'edit-comment'; readonly key: IssueKey; readonly id: string }
  | { readonly kind: 'several'; readonly of: SeveralDraft; readonly keys: readonly IssueKey[] }
  | ({ readonly kind: 'edit-several'; readonly keys: readonly IssueKey[] } & FieldOfSeveral)

/** What is written for several issues at once. */
export type SeveralDraft = 'comment' | 'note' | 'worklog'

/** A field of several issues that is being edited: which, and in what way. */
export interface FieldOfSeveral {
  readonly field: string
  readonly way: string
}

/** Names of drafts: one for each form. */
export const formDrafts = {
  create: (project: string, typeId: string, parent: string | null): string =>
    `form/create/${project}/${typeId}${parent === null ? '' : `/${parent}`}`,
  edit: (key: string): string => `form/edit/${key}`,
  transition: (key: string, id: string): string => `form/transition/${key}/${id}`,
  editor: (key: string): string => `editor/${key}`,
  worklog: (key: string): string => `worklog/${key}`,
  /** The same for the same issues, whatever order they are in. */
  several: (of: SeveralDraft, issues: readonly { readonly key: string }[]): string =>
    `several/${of}/${keysOf(issues).join(',')}`,
  editSeveral: ({ field, way }: FieldOfSeveral, issues: readonly { readonly key: string }[]): string =>
    `several/edit/${keysOf(issues).join(',')}/${field}/${way}`,
}

const keysOf = (issues: readonly { readonly key: string }[]): readonly string[] =>
  issues.map(({ key }) => key).toSorted()

const isSeveral = (name: string): name is SeveralDraft => name === 'comment' || name === 'note' || name === 'worklog'

/** What a draft of this name is of; undefined for names of other versions of the program. */
export const placeOfDraft = (name: string): DraftPlace | undefined => {
  const [first = '', ...rest] = name.split('/')
  switch (first) {
    case 'form':
      return placeOfForm(rest)
    case 'several':
      return placeOfSeveral(rest)
    case 'editor':
    case 'comment':
    case 'note':
    case 'worklog':
      return placeOfText(first, rest)
    default:
      return undefined
  }
}

const placeOfForm = ([what, first = '', second = '', third]: readonly string[]): DraftPlace | undefined => {
  if (what === 'create') {
    const parent = third === undefined ? null : toRowKey(third)
    return second === '' || parent === undefined
      ? undefined
      : { kind: 'create', project: first, typeId: second, parent }
  }
  const key = toRowKey(first)
  if (key === undefined) return undefined
  if (what === 'transition' && second !== '') return { kind: 'transition', key, id: second }
  return what === 'edit' ? { kind: 'edit', key } : undefined
}

const placeOfSeveral = ([of = '', listed = '', field = '', way = '']: readonly string[]): DraftPlace | undefined => {
  const names = listed.split(',')
  const keys = names.map(toRowKey).filter((key) => key !== undefined)
  if (keys.length < names.length) return undefined
  if (of === 'edit') return { kind: 'edit-several', keys, field, way }
  return isSeveral(of) ? { kind: 'several', of, keys } : undefined
}

const placeOfText = (
  kind: 'editor' | 'comment' | 'note' | 'worklog',
  [name = '', what, id = '']: readonly string[],
): DraftPlace | undefined => {
  const key = toRowKey(name)
  if (key === undefined) return undefined
  if (what === undefined) return { kind, key }
  if (kind !== 'comment') return undefined
  if (what === 'reply') return { kind: 'reply', key, id }
  return what === 'edit' ? { kind: 'edit-comment', key, id } : undefined
}
