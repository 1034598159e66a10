import { EMPTY } from '@mmd/jira-api/model'
import { fillIn } from '../../../screens/forms/change-form.ts'
import { pickRemote } from '../remote-items.ts'
import type { FieldEdit } from './subject.ts'

/** Words that the site has in this field elsewhere. */
const suggest = async (
  { session, entry }: FieldEdit,
  text: string,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const { meta } = entry
  if (meta.system === 'labels') return session.client.suggestLabels(text, { signal })
  // Without suggestions words can be made all the same.
  const known = await session.client.jqlSuggestions({ field: meta.name, text }, { signal }).catch(() => [])
  return known.map(({ value }) => value.replace(/^"(.*)"$/, '$1'))
}

/** Labels: those that are set and those that the site suggests; a new one is made by typing it. */
export const chooseWords = (edit: FieldEdit): void => {
  const { app, entry, modal } = edit
  const now = entry.value.kind === 'words' ? entry.value.words : []
  pickRemote(app, {
    title: entry.meta.name,
    placeholder: 'a word; Space chooses, Enter sets them',
    items: now.map((word) => ({ id: word, label: word })),
    chosen: new Set(now),
    creatable: true,
    search: async (text, signal) => {
      const suggested = await suggest(edit, text, signal).catch((error: unknown) => {
        if (signal.aborted) throw error
        return []
      })
      const own = now.filter((word) => word.toLowerCase().includes(text.toLowerCase()))
      return [...new Set([...own, ...suggested])].map((word) => ({ id: word, label: word }))
    },
    onPick: (ids) => {
      // What was pasted may be several: no label has a blank in it.
      const words = [...new Set(ids.flatMap((id) => id.split(/\s+/)).filter(Boolean))]
      fillIn(app, modal, entry.meta.id, { value: words.length === 0 ? EMPTY : { kind: 'words', words } })
    },
  })
}
