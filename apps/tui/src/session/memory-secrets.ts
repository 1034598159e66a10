import type { SecretStore } from '@mmd/auth'

/** Secrets of this run alone: nothing is written anywhere. */
export const createMemorySecrets = (): SecretStore => {
  const secrets = new Map<string, string>()
  return {
    kind: 'file',
    where: 'nowhere: they are kept for this run',
    get: async (key) => secrets.get(key),
    set: async (key, value) => void secrets.set(key, value),
    delete: async (key) => void secrets.delete(key),
  }
}
