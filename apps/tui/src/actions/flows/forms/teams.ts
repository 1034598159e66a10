import type { Named } from '@mmd/jira-api/model'
import { fillIn } from '../../../screens/forms/change-form.ts'
import { pickRemote } from '../remote-items.ts'
import type { FieldEdit } from './subject.ts'

/** An id: the number of Advanced Roadmaps, or the long one of the cloud. */
const isId = (text: string): boolean => /^(?:\d{1,15}|[0-9a-f]{8}(?:-[0-9a-f]+){1,5})$/i.test(text)

/** Teams as the site completes them in queries: there is no other search that every site has. */
const search = async ({ session, entry }: FieldEdit, text: string, signal: AbortSignal): Promise<readonly Named[]> => {
  const found = await session.client
    .jqlSuggestions({ field: entry.meta.name, text }, { signal })
    .catch((error: unknown) => {
      if (signal.aborted) throw error
      return []
    })
  return found
    .map(({ value, label }) => ({ id: value.replace(/^"(.*)"$/, '$1'), name: label }))
    .filter(({ id }) => isId(id))
}

/** A team by its name where the site finds teams, and by its id everywhere. */
export const chooseTeam = (edit: FieldEdit): void => {
  const { app, entry, modal } = edit
  const found = new Map<string, Named>()
  pickRemote(app, {
    title: entry.meta.name,
    placeholder: 'a name, or the id that the address of its page has',
    search: async (text, signal) => {
      const teams = await search(edit, text, signal)
      for (const team of teams) found.set(team.id, team)
      return teams.map(({ id, name }) => ({ id, label: name, detail: id }))
    },
    meant: (query) => {
      const id = query.trim()
      const isOther = isId(id) && !found.has(id)
      return { before: [], after: isOther ? [{ id, label: id, detail: 'the team with this id' }] : [] }
    },
    onPick: ([id]) => {
      if (id === undefined) return
      fillIn(app, modal, entry.meta.id, { value: { kind: 'team', team: found.get(id) ?? { id, name: id } } })
    },
  })
}
