/** What is kept under `key`, else what `make` makes; the oldest is forgotten when there are too many. */
export const remember = <K, V>(kept: Map<K, V>, key: K, capacity: number, make: () => V): V => {
  const known = kept.get(key)
  if (known !== undefined || kept.has(key)) return known as V
  const made = make()
  if (kept.size >= capacity) {
    const oldest = kept.keys().next()
    if (oldest.done !== true) kept.delete(oldest.value)
  }
  kept.set(key, made)
  return made
}
