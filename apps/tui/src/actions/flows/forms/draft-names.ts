/** What a kept text is a draft of; `key` is that of its issue. */
export type DraftPlace =
  | { readonly kind: 'create'; readonly project: string; readonly typeId: string; readonly parent: string | null }
  | { readonly kind: 'edit' | 'editor' | 'comment' | 'note' | 'worklog'; readonly key: string }
  | { readonly kind: 'transition'; readonly key: string; readonly id: string }
  | { readonly kind: 'reply' | 'edit-comment'; readonly key: string; readonly id: string }
  | { readonly kind: 'several'; readonly of: SeveralDraft; readonly keys: readonly string[] }
  | ({ readonly kind: 'edit-several'; readonly keys: readonly string[] } & FieldOfSeveral)

/** What is written for several issues at once. */
export type SeveralDraft = 'comment' | 'note' | 'worklog'

/** A field of several issues that is being edited: which, and in what way. */
export interface FieldOfSeveral {
  readonly field: string
  readonly way: string
}

/** What all names of drafts of new issues begin with. */
const CREATE = 'form/create/'

/** Names of drafts: one for each form. */
export const formDrafts = {
  create: (project: string, typeId: string, parent: string | null): string =>
    `${CREATE}${project}/${typeId}${parent === null ? '' : `/${parent}`}`,
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
  const [first = '', second = '', third = '', fourth = ''] = name.split('/')
  if (name.startsWith(CREATE)) return third === '' ? undefined : placeOfCreate(name.slice(CREATE.length).split('/'))
  if (first === 'form' && second === 'edit' && third !== '') return { kind: 'edit', key: third }
  if (first === 'form' && second === 'transition' && fourth !== '')
    return { kind: 'transition', key: third, id: fourth }
  if (first === 'several' && third !== '') {
    const keys = third.split(',')
    if (second === 'edit') return { kind: 'edit-several', keys, field: fourth, way: name.split('/')[4] ?? '' }
    return isSeveral(second) ? { kind: 'several', of: second, keys } : undefined
  }
  if (second === '') return undefined
  if (first === 'comment' && third === 'reply') return { kind: 'reply', key: second, id: fourth }
  if (first === 'comment' && third === 'edit') return { kind: 'edit-comment', key: second, id: fourth }
  if (third !== '') return undefined
  return first === 'editor' || first === 'comment' || first === 'note' || first === 'worklog'
    ? { kind: first, key: second }
    : undefined
}

const placeOfCreate = ([project = '', typeId = '', parent]: readonly string[]): DraftPlace => ({
  kind: 'create',
  project,
  typeId,
  parent: parent ?? null,
})
