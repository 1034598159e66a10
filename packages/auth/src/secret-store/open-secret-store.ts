import { isAuthError } from '../errors.ts'
import type { SecretStore } from '../ports.ts'
import { openFileStore } from './file-store.ts'
import { openKeychainStore } from './keychain-store.ts'

export interface SecretStoreOptions {
  /** The folder of `secrets.json` and of the lock files of renewals; made when first needed. */
  readonly dir: string
  /** The name under which the keychain files our entries. */
  readonly service?: string
  /** Unset: the keychain if it answers, else the file. */
  readonly prefer?: 'keychain' | 'file'
}

/** Secrets that were put into the file while the keychain did not answer stay readable, and move over when rewritten. */
const above = (keychain: SecretStore, file: SecretStore, dir: string): SecretStore => ({
  kind: keychain.kind,
  where: keychain.where,
  dir,
  get: async (key) => (await keychain.get(key)) ?? file.get(key),
  set: async (key, value) => {
    await keychain.set(key, value)
    await file.delete(key)
  },
  delete: async (key) => {
    await keychain.delete(key)
    await file.delete(key)
  },
})

/**
 * Opens the place where secrets lie; `kind` and `where` say which it is. Throws `store-failed` when the keychain was
 * asked for and does not answer, `bad-file` when the file is damaged.
 */
export const openSecretStore = async (options: SecretStoreOptions): Promise<SecretStore> => {
  const { dir, service = 'mmd-tui', prefer } = options
  const file = await openFileStore(dir)
  if (prefer === 'file') return file
  try {
    return above(await openKeychainStore(service), file, dir)
  } catch (error) {
    if (prefer === 'keychain' || !isAuthError(error, 'store-failed')) throw error
    return file
  }
}
