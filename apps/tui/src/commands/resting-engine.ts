import type { Engine, Store } from '@mmd/replica'

const nothing = async (): Promise<void> => undefined

/** An engine that leaves the site alone: what is performed stays in the outbox. */
export const restingEngine = ({ catalogues }: Pick<Store, 'catalogues'>): Engine => ({
  openView: nothing,
  refreshView: nothing,
  loadMore: nothing,
  countView: nothing,
  openIssue: nothing,
  openPart: nothing,
  transitions: async () => [],
  catalogue: async (name) => catalogues.get(name)?.value,
  wake: nothing,
  idle: nothing,
  close: nothing,
  listen: () => () => undefined,
})
