/** The same functions; `onError` hears of what they throw. */
export const watched = <T extends object>(table: T, onError: (error: unknown) => void): T =>
  Object.fromEntries(
    Object.entries(table).map(([name, member]) => [
      name,
      (...values: readonly unknown[]): unknown => {
        try {
          return member(...values)
        } catch (error) {
          onError(error)
          throw error
        }
      },
    ]),
  ) as T
