import { afterAll, test } from 'vitest'
import { makeHome } from '../program.ts'
import { readKeys } from './action-keys.ts'
import { type Person, sitDown } from './person.ts'
import { takePicture } from './picture.ts'
import { configure, type Deployment, deployments, type Site, type SiteOptions, startSite } from './site.ts'

/** Columns and rows. */
export type Size = `${number}x${number}`

export interface JourneyOptions {
  /** One test for each; default 120x36. */
  readonly sizes?: readonly Size[]
  /** Default: both. */
  readonly deployments?: readonly Deployment[]
  /** A site of its own, for journeys that others would notice: started with these options. Default: the one of the file. */
  readonly alone?: SiteOptions
  /** The list that is open at the beginning. Default: the view of untriaged issues. */
  readonly jql?: string
  /** The configuration file. */
  readonly config?: string
  /** Arguments of the program, in the place of the view. */
  readonly args?: readonly string[]
  /** More variables. */
  readonly env?: Readonly<Record<string, string>>
  /** What is done to site and home before the program is opened. */
  readonly before?: (site: Site) => Promise<void> | void
  /** What is awaited before the journey begins. Default: the list with its first row. */
  readonly until?: string | RegExp
}

const shared = new Map<Deployment, Promise<Site>>()

/** The site that the journeys of this file have in common. */
const sharedSite = (deployment: Deployment): Promise<Site> => {
  const started = shared.get(deployment) ?? startSite(deployment)
  shared.set(deployment, started)
  return started
}

afterAll(async () => {
  for (const site of shared.values()) await (await site)[Symbol.asyncDispose]()
})

/** A list with rows. One that the configuration file brings is not the first that is on the screen: its title says which it is. */
const listIsThere = (title: string): RegExp => new RegExp(`╭─ ${title}.* (?:\\d+/)?\\d+ ─╮`)

/** With the whole screen below what went wrong, once. */
const withScreen = (error: unknown, person: Person): unknown => {
  if (error instanceof Error && !error.message.includes('╭─')) error.message += `\n${person.screen.text()}`
  return error
}

const take = async (
  title: string,
  place: { readonly deployment: Deployment; readonly size: Size; readonly isAgain: boolean },
  options: JourneyOptions,
  steps: (person: Person) => Promise<void>,
): Promise<void> => {
  const { jql, config = '', env = {}, before } = options
  // A try that failed leaves the site as it was then: the second one would fail on it for another reason.
  const alone = options.alone ?? (place.isAgain ? {} : undefined)
  const site = await (alone === undefined ? sharedSite(place.deployment) : startSite(place.deployment, alone))
  await using home = await makeHome(site.home.folder)
  const view = jql === undefined ? '' : `views: [{ title: Journey, jql: ${JSON.stringify(jql)} }]\n`
  if (config + view !== '') await configure(home, config + view)
  const args = options.args ?? ['--view', jql === undefined ? 'untriaged' : 'Journey']
  const until = options.until ?? listIsThere(options.args === undefined && jql !== undefined ? 'Journey' : '')
  const [cols = 120, rows = 36] = place.size.split('x').map(Number)
  try {
    await before?.(site)
    site.sandbox.journal.clear()
    const keyed = config.includes('keys:') ? { ...site, keys: await readKeys(home) } : site
    const person = await sitDown({ title, site: keyed, home, args, open: { cols, rows, env }, ready: until })
    try {
      await person.sees(until)
      if (options.until === undefined) await person.row()
      await steps(person)
    } catch (error) {
      throw withScreen(error, person)
    } finally {
      await takePicture(person.screen, [title, place.deployment, place.size])
    }
  } finally {
    site.sandbox.faults.clear()
    if (alone !== undefined) await site[Symbol.asyncDispose]()
  }
}

/**
 * A way through the built program, on a Data Center and on the cloud, in each of the sizes: a test for each. `steps` does actions by
 * their names and says what the person sees. The site is shared by the journeys of a file, the home is not.
 */
export const journey = (title: string, options: JourneyOptions, steps: (person: Person) => Promise<void>): void => {
  const { sizes = ['120x36'], deployments: wanted = deployments } = options
  for (const deployment of wanted)
    for (const size of sizes)
      test(`${title} (${deployment}, ${size})`, ({ task }) => {
        const isAgain = (task.result?.retryCount ?? 0) > 0
        return take(title, { deployment, size, isAgain }, options, steps)
      })
}
