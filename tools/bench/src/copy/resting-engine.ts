import type { Engine } from '@mmd/replica'

const nothing = async (): Promise<void> => undefined

/** Stands for a background that has nothing to do and no site. */
export const restingEngine: Engine = {
  openView: nothing,
  refreshView: nothing,
  loadMore: nothing,
  countView: nothing,
  openIssue: nothing,
  openPart: nothing,
  transitions: async () => [],
  catalogue: nothing,
  wake: nothing,
  idle: nothing,
  close: nothing,
  listen: () => () => undefined,
}
