/** Tries by chance before all are counted through. */
const MOST_TRIES = 32

/**
 * The time at which work began, with milliseconds of its own: by them a worklog is found again whose answer got lost. They
 * are never zero, as those of other programs are, and none of `taken` is given again. A time that is so already stays.
 */
export const uniqueStarted = (
  started: string,
  taken: ReadonlySet<string>,
  random: () => number = Math.random,
): string => {
  const time = Date.parse(started)
  if (Number.isNaN(time)) return started
  const isOwn = time % 1000 !== 0
  const second = time - (((time % 1000) + 1000) % 1000)
  const at = (ms: number): string => new Date(second + ms).toISOString()
  if (isOwn && !taken.has(new Date(time).toISOString())) return new Date(time).toISOString()
  // By chance: rows that are not known here may hold some too.
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = at(1 + Math.floor(random() * 999))
    if (!taken.has(found)) return found
  }
  for (let ms = 1; ms < 1000; ms += 1) if (!taken.has(at(ms))) return at(ms)
  return uniqueStarted(new Date(second + 1000).toISOString(), taken, random)
}
