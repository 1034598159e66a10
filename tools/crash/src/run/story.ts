/** What happened in a run, in order. */
export interface Story {
  readonly lines: readonly string[]
  tell(line: string): void
}

/** A story whose lines begin with the milliseconds since its begin. */
export const createStory = (now: () => number = Date.now): Story => {
  const began = now()
  const lines: string[] = []
  return { lines, tell: (line) => void lines.push(`${String(now() - began).padStart(6)} ${line}`) }
}
