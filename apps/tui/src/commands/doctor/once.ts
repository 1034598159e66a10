/** Does it once and keeps what came, an error too. */
export const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let kept: Promise<T> | undefined
  return () => (kept ??= work())
}
