import type { Bench } from '../subject.ts'
import { fixed, mebibytes, type Table } from '../table.ts'
import { bundleChildren } from './bundle-children.ts'
import { askChild, endChild, startChild } from './child.ts'
import type { ClientAnswer, ClientTask, Deployment, PlainAnswer, PlainTask, SiteAnswer, SiteTask } from './messages.ts'
import { recordRequests } from './record-requests.ts'

/** A whole list of one deployment: the client beside somebody who sends the same requests and throws the answers away. */
export interface FetchRow {
  readonly deployment: Deployment
  /** The best round of each. */
  readonly client: ClientAnswer
  readonly plain: PlainAnswer
  readonly rounds: number
}

export interface FetchOptions {
  readonly issues: number
  readonly rounds: number
}

const deployments: readonly Deployment[] = ['datacenter', 'cloud']

/** Who takes part, each in a process of its own. */
const sources = {
  site: new URL('./site-process.ts', import.meta.url),
  client: new URL('./client-process.ts', import.meta.url),
  plain: new URL('./plain-process.ts', import.meta.url),
}
type Files = Readonly<Record<keyof typeof sources, string>>

const jql = 'created >= "2000-01-01" ORDER BY created DESC'

const quickest = <One extends { readonly ms: number }>(all: readonly [One, ...One[]]): One =>
  all.reduce((best, one) => (one.ms < best.ms ? one : best))

const measureOne = async (
  children: Files,
  deployment: Deployment,
  { issues, rounds }: FetchOptions,
  progress: (round: number) => void,
): Promise<FetchRow> => {
  const siteTask: SiteTask = { deployment, issues }
  const site = await startChild<SiteAnswer>(children.site, siteTask)
  try {
    const task: ClientTask = { ...site.answer, deployment, jql }
    await using recorder = await recordRequests(task.baseUrl)
    // Not measured: it tells which requests there are, and lets the site compile what it needs for them.
    await askChild<ClientAnswer>(children.client, { ...task, baseUrl: recorder.baseUrl })
    const plainTask: PlainTask = { origin: new URL(task.baseUrl).origin, requests: recorder.requests }
    const round = async (count: number) => {
      progress(count)
      const plain = await askChild<PlainAnswer>(children.plain, plainTask)
      return { plain, client: await askChild<ClientAnswer>(children.client, task) }
    }
    const first = await round(1)
    const clients: [ClientAnswer, ...ClientAnswer[]] = [first.client]
    const plains: [PlainAnswer, ...PlainAnswer[]] = [first.plain]
    for (let count = 2; count <= rounds; count += 1) {
      const { client, plain } = await round(count)
      clients.push(client)
      plains.push(plain)
    }
    return { deployment, client: quickest(clients), plain: quickest(plains), rounds }
  } finally {
    await endChild(site.process)
  }
}

/**
 * Fetches every issue of a site with the client, in a process of its own, while the site runs in another. What the site itself
 * takes is what the very same requests take that are sent with nothing but `node:http`, round by round in turns.
 */
export const measureFetch = async ({ progress }: Pick<Bench, 'progress'>, options: FetchOptions) => {
  await using children = await bundleChildren(sources)
  const rows: FetchRow[] = []
  for (const deployment of deployments)
    rows.push(
      await measureOne(children.files, deployment, options, (round) =>
        progress(`fetch: ${deployment}, round ${round} of ${options.rounds}`),
      ),
    )
  return rows
}

const seconds = (ms: number): string => fixed(ms / 1_000, 2)

const namesOf: Readonly<Record<Deployment, string>> = { datacenter: 'Data Center', cloud: 'Cloud' }

/** Two lines per deployment: the client, and the requests alone. */
export const fetchTable = (rows: readonly FetchRow[]): Table => ({
  title: 'A whole list, by the client and by its requests alone',
  head: ['deployment', 'issues', 'requests', 's', 's without the site', 'CPU s', 'issues/s', 'peak MiB', 'rounds'],
  rows: rows.flatMap(({ deployment, client, plain, rounds }) => [
    [
      namesOf[deployment],
      String(client.issues),
      String(client.requests),
      seconds(client.ms),
      seconds(client.ms - plain.ms),
      seconds(client.cpuMs),
      fixed((client.issues * 1_000) / client.ms, 0),
      mebibytes(client.peakBytes),
      String(rounds),
    ],
    [
      `${namesOf[deployment]}, requests alone (${mebibytes(plain.bytes)} MiB)`,
      '–',
      String(client.requests),
      seconds(plain.ms),
      '–',
      seconds(plain.cpuMs),
      '–',
      mebibytes(plain.peakBytes),
      String(rounds),
    ],
  ]),
})
