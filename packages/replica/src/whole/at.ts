/** For tests: one of a list, whatever the number. */
export const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('there is none')
  return item
}
