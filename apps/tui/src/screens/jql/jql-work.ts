import type { JqlField, JqlSuggestion } from '@mmd/jira-api'
import { faultOfProblem, joinJqlData, toJqlProblem, unquoteJql, valueFieldAt } from '@mmd/jira-api/jql'
import type { App, SiteSession } from '../../app/app.ts'
import { membersOf } from '../../app/members.ts'
import { rowsOfCopy } from '../../session/rows-of-copy.ts'
import { changeModal } from '../../state/state.ts'
import { countOnSites, suggestionsOfSites } from './ask-sites.ts'
import type { JqlHits, JqlModal } from './jql-modal.ts'
import { namesSomebody, withNames } from './people-named.ts'
import { offersOf, readingOf } from './reading.ts'
import { distinctValues, valuesOfCopy } from './values-of-copy.ts'

/** How long typing must rest before the sites are asked for values and for the number of issues, ms. */
const valuePause = 150
const countPause = 350

/** What goes on behind an open bar: values and numbers come in as one types. */
export interface JqlWork {
  readonly onEdit: (modal: number) => void
  /** Asks for what the sites' query language is made of, where that is not of today. */
  readonly begin: (modal: number) => void
  /** Ends what is under way. */
  readonly end: () => void
}

export const noHits: JqlHits = { sites: null, isAbout: false, isCounting: false, why: '' }

/** The modal with other values; what the cursor was moved to stays under it. */
const withValues = (modal: JqlModal, values: readonly JqlSuggestion[]): JqlModal => {
  const next = { ...modal, values, names: withNames(modal.names, values) }
  if (!modal.moved) return next
  const here = offersOf(modal)[modal.cursor]?.insert
  const at = offersOf(next).findIndex(({ insert }) => insert === here)
  return at === -1 ? next : { ...next, cursor: at }
}

/** A question that waits until typing rests, and that another one takes the place of. */
const createQuestion = (pause: number) => {
  let timer: NodeJS.Timeout | undefined
  let running: AbortController | undefined
  const end = (): void => {
    clearTimeout(timer)
    running?.abort()
  }
  return {
    end,
    /** `ask` is not told of what has ended: it looks at the signal before it takes an answer. */
    ask: (ask: (signal: AbortSignal) => Promise<void>): void => {
      end()
      timer = setTimeout(() => {
        running = new AbortController()
        void ask(running.signal)
      }, pause)
    },
  }
}

export const startJqlWork = (app: App, session: SiteSession): JqlWork => {
  const members = membersOf(session)
  const values = createQuestion(valuePause)
  const count = createQuestion(countPause)
  const known = new Map<string, readonly JqlSuggestion[]>()
  const asked = new Set<string>()
  let counted: string | undefined

  const find = (id: number): JqlModal | undefined => {
    const modal = app.store.get().modals.find((one) => one.id === id)
    return modal?.kind === 'jql' ? modal : undefined
  }
  const change = (id: number, how: (modal: JqlModal) => JqlModal): void =>
    app.store.update((state) => changeModal(state, id, 'jql', how))

  /** Looked through once, when the first values are wanted. */
  let rows: readonly ReturnType<typeof rowsOfCopy>[] | undefined
  const ofCopies = (field: JqlField): readonly JqlSuggestion[] => {
    rows ??= members.map(({ replica }) => rowsOfCopy(replica))
    return distinctValues(members.flatMap(({ replica }, at) => valuesOfCopy(field, replica, rows?.[at] ?? [])))
  }

  const offerValues = (modal: JqlModal): void => {
    const { context } = readingOf(modal)
    const name = valueFieldAt(context)
    const field = name === null ? undefined : modal.known.field(name)
    if (field === undefined) {
      values.end()
      // What was offered for another field is not of this one.
      if (modal.values.length > 0) change(modal.id, (now) => ({ ...now, values: [] }))
      return
    }
    const id = field.value.toLowerCase()
    const own = known.get(id) ?? ofCopies(field)
    known.set(id, own)
    if (own !== modal.values) change(modal.id, (now) => withValues(now, own))
    const question = `${id}\n${context.typed.toLowerCase()}`
    if (!field.suggests || asked.has(question)) return values.end()
    values.ask(async (signal) => {
      if (find(modal.id) === undefined) return
      const query = { field: unquoteJql(field.value), text: context.typed }
      const found = await suggestionsOfSites(members, query, signal)
      if (signal.aborted) return
      asked.add(question)
      const all = distinctValues([...(known.get(id) ?? []), ...found])
      known.set(id, all)
      change(modal.id, (now) => withValues(now, all))
    })
  }

  const countHits = (modal: JqlModal): void => {
    const jql = modal.buffer.text.trim()
    if (jql === counted) return
    counted = jql
    if (jql === '' || readingOf(modal).fault !== null) {
      count.end()
      return change(modal.id, (now) => ({ ...now, hits: noHits }))
    }
    change(modal.id, (now) => ({ ...now, hits: { ...now.hits, isCounting: true, why: '' } }))
    count.ask(async (signal) => {
      if (find(modal.id) === undefined) return
      const { sites, isAbout, why, refused } = await countOnSites(members, jql, signal)
      if (signal.aborted) return
      change(modal.id, (now) => ({
        ...now,
        hits: { sites, isAbout, why, isCounting: false },
        refused: refused === null ? null : faultOfProblem(now.buffer.text, toJqlProblem(refused)),
      }))
    })
  }

  return {
    onEdit: (id) => {
      const modal = find(id)
      if (modal === undefined) return
      offerValues(modal)
      countHits(modal)
    },
    begin: (id) => {
      const opened = find(id)
      counted = opened?.buffer.text.trim()
      const people = opened?.known.field('assignee')
      if (opened !== undefined && people !== undefined && namesSomebody(readingOf(opened))) {
        const names = withNames(opened.names, ofCopies(people))
        change(id, (modal) => ({ ...modal, names }))
      }
      void Promise.allSettled(members.map((member) => member.catalogue('jql'))).then((answers) => {
        const catalogues = answers.map((answer, at) =>
          answer.status === 'fulfilled' ? answer.value : members[at]?.replica.catalogue('jql'),
        )
        change(id, (modal) => ({ ...modal, known: joinJqlData(catalogues) }))
      })
    },
    end: () => {
      values.end()
      count.end()
    },
  }
}
