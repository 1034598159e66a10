import { type SecretStore, type Site, secretKeys, type Transport, transportFor } from '@mmd/auth'
import type { CommandContext } from '../invocation.ts'
import type { Network } from './build-site.ts'
import type { SiteSecrets } from './read-secrets.ts'
import type { ForgettableSecret } from './unset.ts'

/** What stands for a site that is not saved yet, as far as its network settings go. */
const draftOf = (name: string, network: Network): Site => ({
  name,
  baseUrl: 'https://localhost',
  deployment: 'datacenter',
  method: 'pat',
  ...network,
})

interface SavedSecrets {
  readonly name: string
  readonly secrets: Pick<SecretStore, 'get'>
  /** Stored, and about to be removed. */
  readonly forget: readonly ForgettableSecret[]
}

/** The secrets given now before those that are stored. */
const withGiven = (name: string, given: SiteSecrets, saved: SavedSecrets | undefined) => {
  const keys = secretKeys(name)
  const known = new Map([
    [keys.tlsPassphrase, given.tlsPassphrase],
    [keys.proxyLogin, given.proxyLogin],
  ])
  const gone = new Set(saved?.forget.map((field) => keys[field]))
  const stored = async (key: string) => (gone.has(key) ? undefined : saved?.secrets.get(key))
  return { get: async (key: string) => known.get(key) ?? (await stored(key)) }
}

export interface DraftOptions {
  readonly network: Network
  readonly secrets: SiteSecrets
  /** Of a site that is saved under this name already. */
  readonly saved?: SavedSecrets
}

/**
 * How a site is reached that is about to be saved: its certificate, key and passphrase are tried by the way. Throws
 * `bad-certificate`.
 */
export const draftTransport = (
  { environment }: CommandContext,
  { network, secrets, saved }: DraftOptions,
): Promise<Transport> => {
  const name = saved?.name ?? 'draft'
  return transportFor(draftOf(name, network), {
    secrets: withGiven(name, secrets, saved),
    proxyEnv: environment.proxy,
  })
}
