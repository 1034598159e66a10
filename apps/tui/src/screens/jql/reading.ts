import {
  doubtOf,
  type JqlFault,
  type JqlOffer,
  type JqlReading,
  offersAt,
  readJql,
  unquoteJql,
} from '@mmd/jira-api/jql'
import type { JqlModal } from './jql-modal.ts'

/** What is read of a dialog as it stands: drawing and keys ask for it several times. */
interface Read {
  readonly reading: JqlReading
  /** What could stand at the cursor, whether it is shown or not. */
  readonly offers: readonly JqlOffer[]
}

const reads = new WeakMap<JqlModal, Read>()

const read = (modal: JqlModal): Read => {
  const known = reads.get(modal)
  if (known !== undefined) return known
  const reading = readJql(modal.buffer.text, modal.buffer.cursor)
  const fresh = { reading, offers: offersAt(reading.context, modal.known, modal.values).slice(0, most) }
  reads.set(modal, fresh)
  return fresh
}

/** Rows that a list of offers can have: more are nothing to look through. */
const most = 200

/** The query as it stands, with its cursor. */
export const readingOf = (modal: JqlModal): JqlReading => read(modal).reading

/** What could stand at the cursor, while that is shown. */
export const offersOf = (modal: JqlModal): readonly JqlOffer[] => (modal.list === 'offers' ? read(modal).offers : [])

/** Former queries, while they are shown: those that hold all words of the search, or all but the one in the bar. */
export const recentOf = ({ list, recent, held, buffer }: JqlModal): readonly string[] => {
  if (list !== 'recent') return []
  if (held === null) return recent.filter((jql) => jql !== buffer.text.trim())
  const words = buffer.text.toLowerCase().split(/\s+/)
  return recent.filter((jql) => words.every((word) => jql.toLowerCase().includes(word)))
}

/** Something to be said of the query. */
export interface JqlNotice {
  readonly fault: JqlFault
  /** `next`: what is missing at the end; `doubt`: a name that no site lists; `wrong`: it cannot be so. */
  readonly tone: 'next' | 'doubt' | 'wrong'
}

/** What is to be said first: the site's word, then what is wrong, then what looks wrong, then what is missing. */
export const noticeOf = (modal: JqlModal): JqlNotice | null => {
  if (modal.held !== null) return null
  if (modal.refused !== null) return { fault: modal.refused, tone: 'wrong' }
  const { reading, offers } = read(modal)
  const { fault, context } = reading
  if (fault !== null && modal.insisted) return { fault, tone: 'wrong' }
  // A word that is being typed where it can still become one of the offers is not wrong yet.
  const isBeingTyped =
    fault !== null &&
    context.from <= fault.from &&
    context.to >= fault.to &&
    context.to > context.from &&
    offers.length > 0
  if (fault !== null && !fault.isOpen && !isBeingTyped) return { fault, tone: 'wrong' }
  const doubt = doubtOf(reading, modal.known)
  if (doubt !== null) return { fault: doubt, tone: 'doubt' }
  return fault === null || isBeingTyped ? null : { fault, tone: 'next' }
}

const says = ({ insert, label }: JqlOffer, typed: string): boolean =>
  [insert, unquoteJql(insert), label].some((text) => text.toLowerCase() === typed.toLowerCase())

/** Types of which a value that is not offered may be there too: `PAY-1` where `PAY-12` is offered. */
const open = new Set(['Issue', 'Label', 'String'])

/**
 * Whether Enter takes the offer under the cursor: it was moved there, or what was typed is no whole word of the language or
 * of a field whose values are all known, so that the query would be refused. Else Enter searches.
 */
export const enterTakes = (modal: JqlModal): boolean => {
  const offers = offersOf(modal)
  if (offers.length === 0) return false
  if (modal.moved) return true
  const { typed, expects, field } = readingOf(modal).context
  if (typed === '' || offers.some((offer) => says(offer, typed))) return false
  if (!['value', 'was', 'item'].includes(expects)) return true
  const found = field === null ? undefined : modal.known.field(field)
  return found?.suggests === true && !found.types.some((type) => open.has(type))
}
