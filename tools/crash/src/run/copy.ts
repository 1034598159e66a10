import { openStore, type Store, type StoredOperation } from '@mmd/replica'
import type { Stock } from '../plan/stock.ts'

/** Puts the issues of a run into the copy, as if they had been looked at before. */
export const primeCopy = (store: Store, { issues, quiet }: Stock): void =>
  store.transaction(() => {
    const now = Date.now()
    for (const { detail } of [...issues, quiet]) {
      store.issues.putRow(detail, now)
      store.issues.putDetail(detail, now)
    }
  })

/** Everything that was ever put into the outbox, oldest first. */
export const allOperations = ({ outbox }: Store): readonly StoredOperation[] =>
  outbox
    .changes(10_000)
    .flatMap(({ id }) => outbox.ofChange(id))
    .toSorted((a, b) => a.id - b.id)

export const openCopy = (folder: string, identity: string): Store => openStore({ folder, identity })
