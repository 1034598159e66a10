import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { apiBaseUrl, type Site } from '@mmd/auth'
import type { CapabilityMemory } from '@mmd/jira-api'

/** Whose capabilities they are: another address, person or way in may find others. */
const ownerOf = (site: Site): string =>
  createHash('sha256')
    .update(JSON.stringify([apiBaseUrl(site), site.user?.id ?? null, site.method]))
    .digest('hex')
    .slice(0, 32)

/** Keeps what a site can do among the files that may be thrown away at any time. Holds no secret and no address. */
export const capabilityFile = (cache: string, site: Site): CapabilityMemory => {
  const folder = join(cache, 'capabilities')
  const path = join(folder, `${ownerOf(site)}.json`)
  return {
    load: async () => JSON.parse(await readFile(path, 'utf8')),
    save: async (capabilities) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const fresh = `${path}.${process.pid}`
      await writeFile(fresh, `${JSON.stringify(capabilities)}\n`, { mode: 0o600 })
      // In one step: another process may be reading.
      await rename(fresh, path)
    },
  }
}
