import { randomUUID } from 'node:crypto'
import { createSessionBook } from '../sign-in/sessions.ts'
import { createWorld } from '../world/create-world.ts'
import type { World, WorldOptions } from '../world/world.ts'
import { createCloudClientBook } from './clients.ts'
import type { Cloud, CloudSite } from './cloud.ts'
import { type CloudWorld, toCloudWorld } from './cloud-world.ts'
import { linkToWiki } from './confluence/wiki-links.ts'
import { createDataBook } from './devops/store.ts'
import { createLoginLock } from './login-lock.ts'
import { createMediaService } from './media/media-service.ts'
import { mentionByAccount } from './mentions.ts'
import type { CloudSandboxOptions } from './options.ts'
import { createRateLimiter } from './rate/rate-limiter.ts'
import { type CloudRestParts, createCloudRest } from './rest/cloud-rest.ts'
import { type CloudSwitches, defaultSwitches } from './switches.ts'
import { addTeamManagedProject } from './team-managed.ts'
import { createAccessTokenBook } from './tokens/access-tokens.ts'
import { createApiTokenBook } from './tokens/api-tokens.ts'
import { createCodeBook } from './tokens/codes.ts'
import { createRefreshTokenBook } from './tokens/refresh-tokens.ts'

const otherIssues = 40

/** The worlds of the two sites: the same people, different issues. */
export const makeWorlds = (options: CloudSandboxOptions): readonly [World, World] => {
  const { seed = 1, issues, now = Date.now } = options
  const size: WorldOptions = { seed, now: now(), ...(issues === undefined ? {} : { issues }) }
  const worlds = [createWorld(size), createWorld({ ...size, seed: seed + 1, issues: otherIssues })] as const
  if (options.teamManaged === true) addTeamManagedProject(worlds[0], size.now ?? now())
  for (const world of worlds) mentionByAccount(world)
  return worlds
}

const makeSite = (
  world: CloudWorld,
  name: string,
  url: string,
  parts: Pick<CloudRestParts, 'clock' | 'switches' | 'media' | 'limiter'>,
): CloudSite => {
  const cloudId = randomUUID()
  linkToWiki(world, url, parts.clock())
  const sent = createDataBook()
  return { cloudId, name, url, world, sent, rest: createCloudRest({ cloudId, world, baseUrl: url, sent, ...parts }) }
}

/** A cloud, and what its handle works with. */
export interface CloudParts {
  readonly cloud: Cloud
  readonly sites: readonly [CloudSite, CloudSite]
  /** The sites that a person may use, by user key; absent: all. */
  readonly access: Map<string, readonly string[]>
}

/** Makes a cloud over two worlds. */
export const createCloud = (
  options: CloudSandboxOptions,
  worlds: readonly [World, World],
  origin: string,
): CloudParts => {
  const switches: CloudSwitches = { ...defaultSwitches, ...options }
  const clock = options.now ?? Date.now
  const access = new Map<string, readonly string[]>()
  const authUrl = `${origin}/auth`
  // Another origin, so that a client that follows the redirect leaves its credential behind.
  const media = createMediaService(`${origin.replace('localhost', '127.0.0.1')}/media`, worlds)
  const shared = { clock, switches, media, limiter: createRateLimiter(switches) }
  const sites = [
    makeSite(toCloudWorld(worlds[0], options.administrators), 'acme', `${origin}/site`, shared),
    makeSite(toCloudWorld(worlds[1], options.administrators), 'acme-labs', `${origin}/site2`, shared),
  ] as const
  const cloud: Cloud = {
    authUrl,
    apiUrl: `${origin}/api`,
    sites,
    people: worlds[0],
    clock,
    switches,
    media,
    accessTokenLifetime: options.accessTokenLifetimeSeconds ?? 3600,
    clients: createCloudClientBook(switches),
    codes: createCodeBook(clock, options.codeLifetimeSeconds ?? 60),
    accessTokens: createAccessTokenBook(clock, { issuer: authUrl, minimumLength: switches.accessTokenLength }),
    refreshTokens: createRefreshTokenBook(clock, {
      leewaySeconds: switches.refreshLeewaySeconds,
      rotates: !switches.omitNewRefreshToken,
    }),
    apiTokens: createApiTokenBook(clock),
    sessions: createSessionBook('/auth'),
    logins: createLoginLock(switches.failuresUntilCaptcha),
    sitesOf: (userKey) => sites.filter(({ cloudId }) => access.get(userKey)?.includes(cloudId) !== false),
  }
  return { cloud, sites, access }
}
