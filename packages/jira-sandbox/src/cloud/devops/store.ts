/** One entity that was sent. */
export interface StoredEntity {
  readonly sequence: number
  readonly entity: Readonly<Record<string, unknown>>
  readonly properties: Readonly<Record<string, unknown>>
}

/** What was sent to one data API of one site. */
export interface DataStore {
  /** Keeps an entity unless one with the same or a later number is there: that is what the number is for. */
  put(key: string, stored: StoredEntity): void
  get(key: string): StoredEntity | undefined
  delete(key: string): void
  /** Deletes what was sent with all these properties. */
  deleteBy(properties: Readonly<Record<string, string>>): void
  all(): readonly StoredEntity[]
}

const createDataStore = (): DataStore => {
  const entities = new Map<string, StoredEntity>()
  return {
    put: (key, stored) => {
      const before = entities.get(key)
      if (before === undefined || before.sequence < stored.sequence) entities.set(key, stored)
    },
    get: (key) => entities.get(key),
    delete: (key) => void entities.delete(key),
    deleteBy: (wanted) => {
      for (const [key, { properties }] of entities) {
        if (Object.entries(wanted).every(([name, value]) => String(properties[name]) === value)) entities.delete(key)
      }
    },
    all: () => [...entities.values()],
  }
}

/** Stores by name, each made when it is first asked for. */
export const createDataBook = (): ((name: string) => DataStore) => {
  const stores = new Map<string, DataStore>()
  return (name) => {
    const known = stores.get(name) ?? createDataStore()
    stores.set(name, known)
    return known
  }
}
