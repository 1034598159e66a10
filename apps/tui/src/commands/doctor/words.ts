import type { Site } from '@mmd/auth'

/** The command that changes a saved site. */
export const editSite = ({ name }: Pick<Site, 'name'>, flags: string): string => `mmd-tui site edit ${name} ${flags}`

/** The command that signs in. */
export const signInTo = ({ name }: Pick<Site, 'name'>): string => `mmd-tui auth login ${name}`

/** The command that prints what an administrator needs. */
export const askAdmin = ({ name }: Pick<Site, 'name'>): string => `mmd-tui admin-guide ${name}`

/** What somebody else said, with one full stop at its end. */
export const sentence = (text: string): string => `${text.replace(/[.\s]+$/, '')}.`

const units: readonly (readonly [name: string, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

const year = 365 * 86_400_000

/** `3 years`, `61 days`, `3 hours`, `1 minute`: one unit, rounded down, never zero. */
export const duration = (ms: number): string => {
  if (ms >= 2 * year) return `${Math.floor(ms / year)} years`
  const [name, size] = units.find(([, size]) => ms >= size) ?? ['second', 1000]
  const count = Math.max(1, Math.floor(ms / size))
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** `2027-01-03` */
export const day = (epoch: number): string => new Date(epoch).toISOString().slice(0, 10)

/** `a`, `a and b`, `a, b and c`; what is beyond `most` is counted. */
export const list = (items: readonly string[], most = 4): string => {
  const rest = items.length - most
  const shown = rest > 0 ? [...items.slice(0, most), `${rest} more`] : items
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name is not known',
  ENODATA: 'the name has no address',
  EAI_AGAIN: 'the name server does not answer',
  EAI_FAIL: 'the name server failed',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'no answer within 10 seconds',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that network',
  ENETDOWN: 'the network is down',
}

/** A system's error code in words. */
export const reasonOf = (code: string): string => reasons[code] ?? code
