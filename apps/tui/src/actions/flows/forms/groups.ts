import { EMPTY, type Named } from '@mmd/jira-api/model'
import { fillIn } from '../../../screens/forms/change-form.ts'
import { pickRemote } from '../remote-items.ts'
import type { FieldEdit } from './subject.ts'

/** Groups are written by their names on every site. */
const byName = (name: string): Named => ({ id: '', name })

const search = async ({ session }: FieldEdit, text: string, signal: AbortSignal) => {
  const groups = await session.client.findGroups({ text, maxResults: 50 }, { signal })
  return groups.map(({ name }) => ({ id: name, label: name }))
}

/** One group of the site's. */
export const chooseGroup = (edit: FieldEdit): void => {
  const { app, entry, modal } = edit
  pickRemote(app, {
    title: entry.meta.name,
    placeholder: 'a group',
    search: (text, signal) => search(edit, text, signal),
    onPick: ([name]) => {
      if (name !== undefined) fillIn(app, modal, entry.meta.id, { value: { kind: 'named', value: byName(name) } })
    },
  })
}

/** Several of them. */
export const chooseGroups = (edit: FieldEdit): void => {
  const { app, entry, modal } = edit
  const now = entry.value.kind === 'named-list' ? entry.value.values.map(({ name }) => name) : []
  pickRemote(app, {
    title: entry.meta.name,
    placeholder: 'a group; Space chooses, Enter takes them',
    items: now.map((name) => ({ id: name, label: name })),
    chosen: new Set(now),
    search: (text, signal) => search(edit, text, signal),
    onPick: (names) =>
      fillIn(app, modal, entry.meta.id, {
        value: names.length === 0 ? EMPTY : { kind: 'named-list', values: names.map(byName) },
      }),
  })
}
