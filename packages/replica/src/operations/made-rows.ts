interface Identified {
  readonly id: string
}

/** The list with something that was made: in the place of its provisional row, else at the end; as it is where it has it. */
export const withMade = <T extends Identified>(list: readonly T[], made: T, provisional: string): readonly T[] => {
  const isThere = list.some(({ id }) => id === made.id)
  const at = list.findIndex(({ id }) => id === provisional)
  if (at === -1) return isThere ? list : [...list, made]
  return isThere ? list.filter(({ id }) => id === made.id || id !== provisional) : list.with(at, made)
}

/** The list without one; as it is where it does not have it. */
export const withoutOne = <T extends Identified>(list: readonly T[], gone: string): readonly T[] =>
  list.some(({ id }) => id === gone) ? list.filter(({ id }) => id !== gone) : list
