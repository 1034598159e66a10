import { randomInt } from 'node:crypto'
import type { Site } from '@mmd/auth'
import { type IssueKey, isJiraApiError, type User } from '@mmd/jira-api/model'
import { type Engine, isStoreError, localKey, openReplica, openStore, type Replica, type Store } from '@mmd/replica'
import { openingWords } from '../session/opening-words.ts'
import { siteCopy } from '../session/site-copy.ts'
import type { Connected } from './connect.ts'
import type { CommandContext } from './invocation.ts'
import { restingEngine } from './resting-engine.ts'
import { whichJira } from './which-site.ts'

/** The local copy of the site that a command works on. */
export interface Copy {
  readonly site: Site
  readonly replica: Replica
  /** The command's own connection: for what it reads from the site by itself. */
  readonly store: Store
  readonly engine: Engine
  /** Who is signed in; undefined where nobody could be asked yet. */
  readonly me: User | undefined
  /** Undefined offline. */
  readonly connected: Connected | undefined
  /** A key for an issue of this project that is not made yet. */
  readonly newKey: (project: string) => IssueKey
}

export interface CopyOptions {
  /** There must be a copy, and no site is asked. Nothing is written, unless the copy cannot be read as it is. */
  readonly readOnly?: boolean
  /** No site is asked, and nothing is sent by this command. */
  readonly isLocal?: boolean
}

/**
 * Runs a command on the copy of the site that the flags mean, and closes everything behind it. With `--offline` no module of
 * the network is loaded and nothing is sent.
 */
export const withReplica = async <T>(
  context: CommandContext,
  work: (copy: Copy) => Promise<T>,
  { readOnly = false, isLocal = readOnly }: CopyOptions = {},
): Promise<T> => {
  const { environment, globals } = context
  const site = await whichJira(context)
  const place = siteCopy(environment.folders, site, environment.token())
  const connected = globals.offline === true || isLocal ? undefined : await connectTo(context, site)
  const store = readOnly ? openToRead(place) : openStore(place)
  const words = openingWords(site.name, store.opened)
  if (words !== null) context.output.note(words)
  const opened = await openOver(context, { place, site, store, connected }).catch((error: unknown) => {
    store.close()
    throw error
  })
  try {
    return await work({ site, store, connected, ...opened, newKey: (project) => freeKey(opened.replica, project) })
  } finally {
    await opened.replica.close()
  }
}

/** What stands in the way of reading and goes away when the copy is opened to write. */
const isMended = (error: unknown): boolean => isStoreError(error, 'damaged') || isStoreError(error, 'older-version')

/** A copy that cannot be read as it is is brought up to date or made anew: nobody has to start something else first. */
const openToRead = (place: ReturnType<typeof siteCopy>): ReturnType<typeof openStore> => {
  try {
    return openStore({ ...place, readOnly: true })
  } catch (error) {
    if (isMended(error)) return openStore(place)
    throw error
  }
}

interface Opening {
  readonly place: ReturnType<typeof siteCopy>
  readonly site: Site
  readonly store: Store
  readonly connected: Connected | undefined
}

/** The replica closes the store and the engine with itself. */
const openOver = async (
  context: CommandContext,
  { place, site, store, connected }: Opening,
): Promise<Pick<Copy, 'replica' | 'engine' | 'me'>> => {
  const { deployment } = site
  const me = whoIsIt(context, site, store) ?? (await askWhoItIs(context, store, connected))
  const engine = connected === undefined ? restingEngine(store) : await startEngine(place, site, connected, me)
  return { engine, me, replica: openReplica({ store, engine, deployment, me: me ?? nobody }) }
}

/** Asked once for a token, and kept. Undefined where the site cannot be reached. */
const askWhoItIs = async (
  { signal }: CommandContext,
  { catalogues }: Store,
  connected: Connected | undefined,
): Promise<User | undefined> => {
  if (connected === undefined) return undefined
  try {
    const me = await connected.client.myself({ signal })
    catalogues.put('myself', me, Date.now())
    return me
  } catch (error) {
    if (isJiraApiError(error, 'network') || isJiraApiError(error, 'timeout')) return undefined
    throw error
  }
}

/** Stands for who is signed in where nobody can be asked: what needs to know asks again and says so. */
const nobody: User = { id: '', name: '', active: true }

const connectTo = async (context: CommandContext, site: Site): Promise<Connected> =>
  (await import('./connect.ts')).connectTo(context, site)

const startEngine = async (
  place: Opening['place'],
  { deployment }: Site,
  { client }: Connected,
  me: User | undefined,
): Promise<Engine> => {
  const { openEngine } = await import('@mmd/replica/background')
  return openEngine({ client, store: openStore(place), deployment, ...(me === undefined ? {} : { me }) })
}

/** Who is signed in: whose copy it is, or whose token it was found to be. */
const whoIsIt = ({ environment }: CommandContext, { user }: Site, { catalogues }: Store): User | undefined =>
  environment.token() === undefined && user !== undefined
    ? { ...user, active: true }
    : (catalogues.get('myself')?.value as User | undefined)

/** Free in this copy; another process that makes one at the same time takes another. */
const freeKey = (replica: Replica, project: string): IssueKey => {
  for (;;) {
    const key = localKey(project, randomInt(1, 1_000_000))
    if (replica.issue(key) === undefined) return key
  }
}
