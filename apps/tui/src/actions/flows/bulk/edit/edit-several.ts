import { EMPTY, type FieldValue, type Issue } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../../../app/app.ts'
import { editorOf } from '../../../../screens/forms/editor-kind.ts'
import { isWritten, toEntry } from '../../../../screens/forms/entries.ts'
import type { PickerItem } from '../../../../state/modal.ts'
import { type FieldOfSeveral, formDrafts } from '../../forms/draft-names.ts'
import { editField } from '../../forms/edit-field.ts'
import { openFormDraft } from '../../forms/form-draft.ts'
import { openForm } from '../../forms/open-form.ts'
import { pick } from '../../pick.ts'
import { lookThen } from '../looking-up.ts'
import { openBulk } from '../open-bulk.ts'
import { type EditWay, edited, isEditWay, isList, type Member, membersIn, onlyMembers } from './edit-way.ts'
import { type EditableFields, editableFields, type SharedField } from './editable-fields.ts'
import { commonValue, doneWords, type FieldEditOfMany, type Known, planEdit } from './plan-edit.ts'
import { presentValues } from './present-values.ts'

interface Editing {
  readonly app: App
  readonly session: SiteSession
  readonly issues: readonly Issue[]
}

/**
 * Edits a field of several issues of one site: which field, in what way, what value, and then the plan. `at`: what was chosen of
 * that before.
 */
export const openEditOfSeveral = (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  at?: FieldOfSeveral,
): Promise<void> => {
  const editing = { app, session, issues }
  const line = 'Looking up which fields can be edited…'
  const title = `Edit ${issues.length} issues`
  return lookThen(
    app,
    session,
    { title, line },
    () => editableFields(session, issues),
    (found) => {
      const field = found.fields.find(({ meta }) => meta.id === at?.field)
      if (found.fields.length === 0) app.toast('info', 'These issues have nothing that you may change')
      else if (field === undefined) chooseField(editing, found)
      else lookAtValues(editing, found, field, at?.way)
    },
  )
}

const chooseField = (editing: Editing, found: EditableFields): void => {
  const { app, issues } = editing
  const { length } = issues
  pick(app, {
    title: `Edit ${length} issues`,
    placeholder: 'which field; nothing is changed before its plan',
    items: found.fields.map(({ meta, of }) => ({
      id: meta.id,
      label: meta.name,
      detail: of.size === length ? `all ${length}` : `${of.size} of ${length}`,
    })),
    onPick: ([id]) => {
      const field = found.fields.find(({ meta }) => meta.id === id)
      if (field !== undefined) lookAtValues(editing, found, field)
    },
  })
}

const lookAtValues = (editing: Editing, found: EditableFields, field: SharedField, way = ''): void => {
  const { app, session, issues } = editing
  const { name } = field.meta
  const line = 'Looking up what is in it…'
  void lookThen(
    app,
    session,
    { title: `${name} of ${issues.length} issues`, line },
    () => presentValues(session, issues, field.meta),
    (values) => {
      const one: OneField = { ...editing, field, known: { refused: found.refused, values } }
      if (isEditWay(way)) goOn(one, way)
      else chooseWay(one)
    },
  )
}

interface OneField extends Editing {
  readonly field: SharedField
  readonly known: Known
}

const filledCount = ({ field, known }: OneField): number =>
  [...field.of.keys()].filter((key) => (known.values.get(key) ?? EMPTY).kind !== 'empty').length

const waysOf = (one: OneField): readonly (PickerItem & { readonly id: EditWay })[] => {
  const { field, issues } = one
  const filled = filledCount(one)
  const isRequired = [...field.of.values()].every(({ required }) => required)
  const detail = filled === 0 ? 'nothing is in it' : `in use on ${filled} of ${issues.length}`
  const nothing = filled === 0 ? { disabled: 'nothing is in it' } : {}
  const empty = { id: 'empty', label: 'Empty it', ...(isRequired ? { disabled: 'it is required' } : nothing) } as const
  if (!isList(field.meta)) return [{ id: 'set', label: 'Set it', detail }, empty]
  return [
    { id: 'add', label: 'Add to what is there', detail },
    { id: 'remove', label: 'Take off what is there', ...nothing },
    { id: 'set', label: 'Replace what is there' },
    empty,
  ]
}

/** Asks what is done with it, where there is more than one way. */
const chooseWay = (one: OneField): void => {
  const ways = waysOf(one)
  const open = ways.filter(({ disabled }) => disabled === undefined)
  const [only] = open
  if (open.length === 1 && only !== undefined) return goOn(one, only.id)
  const { app, field, issues } = one
  pick(app, {
    title: `${field.meta.name} of ${issues.length} issues`,
    items: ways,
    onPick: ([id = '']) => {
      if (isEditWay(id)) goOn(one, id)
    },
  })
}

const goOn = (one: OneField, way: EditWay): void => {
  if (way === 'empty') openPlan(one, { field: one.field, way, chosen: EMPTY })
  else if (way === 'remove') chooseMembers(one)
  else fill(one, way)
}

const idOf = ({ id, name }: Member): string => id || name

/** Offers what is there, with how many have it. */
const chooseMembers = (one: OneField): void => {
  const { app, field, known, issues } = one
  const counts = new Map<string, { readonly member: Member; readonly count: number }>()
  const values = [...field.of.keys()].map((key) => known.values.get(key) ?? EMPTY)
  for (const member of values.flatMap(membersIn))
    counts.set(idOf(member), { member, count: (counts.get(idOf(member))?.count ?? 0) + 1 })
  pick(app, {
    title: `Take off ${field.meta.name} of ${issues.length} issues`,
    placeholder: 'Space chooses, Enter takes them off',
    chosen: new Set(),
    items: [...counts]
      .sort(([, a], [, b]) => b.count - a.count)
      .map(([id, { member, count }]) => ({ id, label: member.name, detail: `on ${count} of ${issues.length}` })),
    onPick: (ids) => {
      const chosen = values
        .map((value) => onlyMembers(value, (member) => ids.includes(idOf(member))))
        .reduce<FieldValue>((all, more) => edited('add', all, more), EMPTY)
      if (chosen.kind === 'empty') return app.toast('info', 'Nothing was chosen')
      openPlan(one, { field, way: 'remove', chosen })
    },
  })
}

const verbs = { set: 'Set', add: 'Add to' } as const

/** The form of that one field, with its editor open at once. */
const fill = (one: OneField, way: 'set' | 'add'): void => {
  const { app, session, issues, field, known } = one
  const [first] = issues
  if (first === undefined) return
  const before = way === 'set' ? commonValue(field, known.values) : EMPTY
  // To leave it empty is a way of its own.
  const entry = toEntry({ ...field.meta, required: true, hasDefault: false }, before)
  const subject = { project: first.project.key, issue: first.key }
  const draft = formDrafts.editSeveral({ field: field.meta.id, way }, issues)
  const modal = openForm({
    app,
    session,
    subject,
    title: `${verbs[way]} ${field.meta.name} of ${issues.length} issues`,
    button: 'Show the plan',
    draft,
    entries: [entry],
    defaults: true,
    startsIn: field.meta.id,
    sendsChosen: true,
    onSend: ({ fields: [filled] }, sent) => {
      if (filled === undefined) return app.toast('info', 'Nothing was changed')
      const { value: chosen, wire, isPlain } = filled
      const edit = { field, way, chosen, ...(isPlain ? {} : { wire }) }
      if (!isWritten(entry)) return openPlan(one, edit)
      // What was written is there again when the plan is left.
      const kept = openFormDraft(session, draft)
      kept.put(sent)
      openPlan(one, edit, kept.forget)
    },
  })
  const form = app.store.get().modals.find(({ id }) => id === modal)
  const now = form?.kind === 'form' ? (form.entries[0] ?? entry) : entry
  if (editorOf(field.meta) !== 'typed') editField({ app, session, subject, entry: now, modal })
}

const openPlan = (
  { app, session, issues, known }: OneField,
  edit: FieldEditOfMany,
  onBegin: () => void = () => undefined,
): void => {
  const done = doneWords(edit)
  const rows = planEdit(session, issues, edit, known)
  openBulk({ app, session, title: `${issues.length} issues ${done}`, done, rows, onBegin })
}
