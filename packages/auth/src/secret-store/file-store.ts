import { join } from 'node:path'
import * as z from 'zod/mini'
import { ensurePrivateFolder, readTextFile, tightenMode, writeDurably } from '../atomic-file.ts'
import { AuthError } from '../errors.ts'
import { parseJsonFile } from '../json-file.ts'
import { withLock } from '../lock.ts'
import type { SecretStore } from '../ports.ts'

const fileSchema = z.looseObject({ version: z.literal(1), secrets: z.record(z.string(), z.string()) })
type SecretsFile = z.infer<typeof fileSchema>

const parse = (text: string, path: string): SecretsFile => {
  const result = fileSchema.safeParse(parseJsonFile(text, path))
  if (result.success) return result.data
  throw new AuthError('bad-file', 'The file of secrets is not one that this version of mmd-tui reads', path)
}

/**
 * Secrets in `dir/secrets.json`, mode 0600, each change on the disk before it returns. A file that others can read is
 * made private and used: refusing it would not make it less read. Throws `bad-file` and `store-failed`.
 */
export const openFileStore = async (dir: string): Promise<SecretStore> => {
  const path = join(dir, 'secrets.json')

  const read = async (): Promise<SecretsFile | undefined> => {
    const text = await readTextFile(path)
    return text === undefined ? undefined : parse(text, path)
  }

  const change = async (edit: (secrets: Record<string, string>) => void): Promise<void> => {
    await ensurePrivateFolder(dir)
    await withLock(`${path}.lock`, async () => {
      const file = (await read()) ?? { version: 1, secrets: {} }
      edit(file.secrets)
      await writeDurably(path, `${JSON.stringify(file, null, 2)}\n`)
    })
  }

  if ((await read()) !== undefined) await tightenMode(path, 0o600)

  return {
    kind: 'file',
    where: path,
    dir,
    get: async (key) => {
      const secrets = (await read())?.secrets
      return secrets !== undefined && Object.hasOwn(secrets, key) ? secrets[key] : undefined
    },
    set: async (key, value) => {
      await change((secrets) => {
        secrets[key] = value
      })
    },
    delete: async (key) => {
      if ((await read())?.secrets[key] === undefined) return
      await change((secrets) => {
        delete secrets[key]
      })
    },
  }
}
