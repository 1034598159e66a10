/**
 * What all of them give, like `Promise.all`; but waits until none is under way, and of several that fail it throws what the first
 * in the list threw: the same mistakes are told in the same words, whichever was found first.
 */
export const allInOrder = async <T extends readonly unknown[] | []>(
  asked: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> => {
  for (const answer of await Promise.allSettled(asked)) if (answer.status === 'rejected') throw answer.reason
  return Promise.all(asked)
}

/**
 * Does the same for many, `atOnce` at a time, and gives the results in the order of the items. After a failure nothing new is
 * begun, what is under way is waited for, and of several failures the first in that order is thrown.
 */
export const inTurns = async <T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const begun: Promise<R>[] = []
  let hasFailed = false
  for (const [at, item] of items.entries()) {
    await begun[at - atOnce]?.catch(() => undefined)
    if (hasFailed) break
    const result = work(item)
    // Heard here at once: a failure that nobody waits for yet would end the program.
    result.catch(() => {
      hasFailed = true
    })
    begun.push(result)
  }
  return allInOrder(begun)
}
