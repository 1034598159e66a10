const units = [
  ['day', 48 * 3_600_000, 86_400_000],
  ['hour', 90 * 60_000, 3_600_000],
  ['minute', 90_000, 60_000],
  ['second', 0, 1000],
] as const

const format = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** `in 54 minutes (2026-11-26T10:00:00.000Z)`; both in epoch milliseconds. */
export const describeExpiry = (expiresAt: number | undefined, now: number): string => {
  if (expiresAt === undefined) return 'at a time that is not known'
  const left = expiresAt - now
  const [unit, , size] = units.find(([, least]) => Math.abs(left) >= least) ?? units[3]
  return `${format.format(Math.trunc(left / size), unit)} (${new Date(expiresAt).toISOString()})`
}
