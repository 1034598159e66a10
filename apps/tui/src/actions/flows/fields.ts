import { type FieldMeta, userWire } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../app/app.ts'
import { bufferOf } from '../../input/text-edit.ts'
import type { FormField } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { pick } from './pick.ts'
import { pickRemote } from './remote-items.ts'

export const toFormField = (meta: FieldMeta): FormField => ({ meta, shown: '', wire: undefined, error: null })

/** Names of required fields that are still empty. */
export const missingFields = (fields: readonly FormField[]): readonly string[] =>
  fields.filter(({ meta, wire }) => meta.required && isEmpty(wire)).map(({ meta }) => meta.name)

const isEmpty = (wire: unknown): boolean =>
  wire === undefined || wire === null || wire === '' || (Array.isArray(wire) && wire.length === 0)

interface Edit {
  readonly field: FormField
  readonly modal: number
  readonly issueKey: string
}

/** Asks for one field's value, in the way of its type. */
export const editField = (app: App, session: SiteSession, edit: Edit): void => {
  const { meta } = edit.field
  if (meta.allowedValues.length > 0) chooseOption(app, edit)
  else if (meta.type === 'user') choosePerson(app, session, edit)
  else typeValue(app, edit)
}

const setField = (app: App, { modal, field }: Edit, shown: string, wire: unknown): void =>
  app.store.update((state) =>
    changeModal(state, modal, 'form', (form) => {
      const fields = form.fields.map((other) =>
        other.meta.id === field.meta.id ? { ...other, shown, wire, error: null } : other,
      )
      const next = fields.findIndex(({ meta, wire: value }) => meta.required && isEmpty(value))
      return { ...form, fields, error: null, cursor: next === -1 ? fields.length : next }
    }),
  )

const chooseOption = (app: App, edit: Edit): void => {
  const { meta } = edit.field
  const many = meta.type === 'array'
  pick(app, {
    title: meta.name,
    items: meta.allowedValues.map(({ id, label }) => ({ id, label })),
    ...(many ? { chosen: new Set<string>() } : {}),
    onPick: (ids) => {
      const options = meta.allowedValues.filter(({ id }) => ids.includes(id))
      const wires = options.map(({ wire }) => wire)
      if (options.length > 0) setField(app, edit, options.map(({ label }) => label).join(', '), many ? wires : wires[0])
    },
  })
}

const choosePerson = (app: App, session: SiteSession, edit: Edit): void => {
  const names = new Map<string, string>()
  pickRemote(app, {
    title: edit.field.meta.name,
    placeholder: 'a name',
    search: async (text, signal) => {
      const users = await session.client.assignable({ issueKey: edit.issueKey, text, maxResults: 50 }, { signal })
      return users.map((user) => {
        names.set(user.id, user.name)
        return { id: user.id, label: user.name, detail: user.id }
      })
    },
    onPick: ([id]) => {
      if (id !== undefined) setField(app, edit, names.get(id) ?? id, userWire(session.site.deployment, id))
    },
  })
}

const typeValue = (app: App, edit: Edit, shown: string = edit.field.shown, error: string | null = null): void => {
  const { meta } = edit.field
  app.open({
    kind: 'prompt',
    title: meta.name,
    help: [hints[meta.type] ?? 'Enter takes it · Esc leaves'],
    buffer: bufferOf(shown),
    masked: false,
    error,
    onSubmit: (text) => {
      const value = readValue(meta, text.trim())
      if ('wire' in value) setField(app, edit, text.trim(), value.wire)
      else typeValue(app, edit, text, value.problem)
    },
  })
}

const hints: Readonly<Record<string, string>> = {
  date: 'A date as 2026-11-22',
  datetime: 'A time as 2026-11-22 09:30',
  number: 'A number',
  array: 'Several, separated by commas',
}

/** Typed text as the site wants it for the field's type. */
export const readValue = (
  meta: Pick<FieldMeta, 'name' | 'type'>,
  text: string,
): { readonly wire: unknown } | { readonly problem: string } => {
  switch (meta.type) {
    case 'number': {
      const number = Number(text)
      return text !== '' && Number.isFinite(number) ? { wire: number } : { problem: `${meta.name} must be a number` }
    }
    case 'date':
      return isDate(text) ? { wire: text } : { problem: `${meta.name} must be a date such as 2026-11-22` }
    case 'datetime': {
      const time = new Date(text.replace(' ', 'T'))
      if (Number.isNaN(time.getTime())) return { problem: `${meta.name} must be a time such as 2026-11-22 09:30` }
      return { wire: time.toISOString().replace('Z', '+0000') }
    }
    case 'array':
      return {
        wire: text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      }
    default:
      return { wire: text }
  }
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
