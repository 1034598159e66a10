import type { User } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../app/app.ts'
import type { TypedWord } from '../../editor/word-at.ts'
import type { TextAreaModal, TextOffer } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { matchingPeople, recentPeople } from './people-search.ts'

/** What is offered at most. */
const most = 8

/** Pause after the last letter before the site is asked, ms. */
const typingPause = 150

/** A person as one mentions them in Markdown. */
export const personOffer = ({ id, name }: User): TextOffer => ({
  label: name,
  detail: id,
  // Brackets would end the words of the link.
  text: `[@${name.replaceAll(/[[\]\\]/g, '')}](user:${id})`,
})

const unique = (offers: readonly TextOffer[]): readonly TextOffer[] =>
  [...new Map(offers.map((offer) => [offer.text, offer])).values()].slice(0, most)

const ofCopy = (
  { replica, site }: SiteSession,
  { kind, text }: TypedWord,
  recent: () => readonly User[],
): readonly TextOffer[] => {
  if (kind === 'person') return matchingPeople(recent(), site.user, text).map(personOffer)
  return replica
    .search(text, most)
    .map(({ key, issue }): TextOffer => ({ label: `${key}  ${issue.summary}`, detail: '', text: key }))
}

const ofSite = async ({ client }: SiteSession, { kind, text }: TypedWord, signal: AbortSignal) => {
  if (kind === 'person')
    return (await client.findUsers({ text, maxResults: most }, { signal }))
      .filter(({ active }) => active)
      .map(personOffer)
  return (await client.pickIssues({ text }, { signal })).map(
    ({ key, summary }): TextOffer => ({ label: `${key}  ${summary}`, detail: '', text: key }),
  )
}

/** Offers people for `@words` and issues for `#words` in a text area: those of the copy at once, the site's a moment later. */
export const completion = (app: App, session: SiteSession): NonNullable<TextAreaModal['onWord']> => {
  let timer: NodeJS.Timeout | undefined
  let running: AbortController | undefined
  // Looked for once: each letter goes through them.
  let people: readonly User[] | undefined
  const recent = (): readonly User[] => {
    people ??= recentPeople(session.replica)
    return people
  }
  return (word, modal) => {
    clearTimeout(timer)
    running?.abort()
    if (word === null) return
    const put = (items: readonly TextOffer[]): void =>
      app.store.update((state) =>
        changeModal(state, modal, 'text-area', (area) => ({
          ...area,
          offers: items.length === 0 ? null : { word, items, cursor: area.offers?.cursor ?? 0 },
        })),
      )
    const own = unique(ofCopy(session, word, recent))
    put(own)
    const abort = new AbortController()
    running = abort
    timer = setTimeout(() => {
      const isOpen = app.store.get().modals.at(-1)?.id === modal
      if (!isOpen) return
      // Without the site there is what the copy has.
      void ofSite(session, word, abort.signal).then(
        (found) => {
          if (!abort.signal.aborted && found.length > 0) put(unique([...own, ...found]))
        },
        () => undefined,
      )
    }, typingPause)
  }
}
