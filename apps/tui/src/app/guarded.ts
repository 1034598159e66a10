import { isStoreError } from '@mmd/replica'
import type { App } from './app.ts'

/** A copy that cannot be written just now takes nothing that a key does, and the program goes on. */
export const guarded = (app: Pick<App, 'fail'>, work: () => void): void => {
  try {
    work()
  } catch (error) {
    if (!isStoreError(error)) throw error
    app.fail(error)
  }
}
