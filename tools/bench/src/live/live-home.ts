import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Screen } from '@mmd/tools-screen-driver'
import { bundleChildren } from '../fetch/bundle-children.ts'
import { askChild, endChild, startChild, tellChild } from '../fetch/child.ts'
import { prepareHome } from '../prepare-home.ts'
import type { ReadAnswer, ReaderTask } from '../refresh/messages.ts'
import type { Subject } from '../subject.ts'
import type { LiveSiteAnswer, LiveSiteOrder, LiveSiteReport, LiveSiteTask } from './messages.ts'

/** A home whose copy holds the whole of a site that goes on changing. */
export interface LiveHome extends AsyncDisposable {
  readonly subject: Subject
  readonly issues: number
  /** Somebody begins to change issues of the site, or stops. */
  readonly change: (on: boolean) => Promise<void>
  /** The site's clock is put forward. */
  readonly putForward: (ms: number) => Promise<void>
  /** What was asked of the site since `forget` was last said. */
  readonly report: (options: { readonly forget: boolean }) => Promise<LiveSiteReport>
  /** Presses the key that refreshes when nothing is being asked of the site; a second one would begin anew. */
  readonly keepRefreshing: (screen: Screen) => Promise<void>
}

export interface LiveHomeOptions {
  /** The built program. */
  readonly program: string
  readonly issues: number
  readonly progress: (text: string) => void
}

/** Issues that somebody changes each second. */
const changes = 2_000
/** A refresh is over when nothing was asked for so long. */
const overMs = 500

/** In an order that no change touches, so that each key has its place to lead to. */
export const wholeView = { id: 'all', title: 'Everything', jql: 'created >= "2000-01-01" ORDER BY created DESC' }

/** Makes it: the site is started, and its rows are copied as the program copies them. The view of all was opened last. */
export const prepareLiveHome = async ({ program, issues, progress }: LiveHomeOptions): Promise<LiveHome> => {
  const stack = new AsyncDisposableStack()
  try {
    const { files } = stack.use(
      await bundleChildren({
        site: new URL('./live-site-process.ts', import.meta.url),
        reader: new URL('../refresh/reader-process.ts', import.meta.url),
      }),
    )
    progress(`a site with ${issues} issues, and a copy of it`)
    const task: LiveSiteTask = { issues, changes }
    const site = await startChild<LiveSiteAnswer>(files.site, task)
    stack.defer(() => endChild(site.process))
    const { baseUrl, authorization } = site.answer
    const token = authorization.replace(/^Bearer /, '')
    const home = stack.use(await prepareHome({ program, baseUrl, token, view: undefined, marker: 'Views' }))
    const folder = join(home.folder, 'data', 'sites', home.site)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const copying: ReaderTask = { ...site.answer, deployment: 'datacenter', folder, view: wholeView, how: 'rows' }
    const copied = await askChild<ReadAnswer>(files.reader, copying)
    const tell = <Answer>(order: LiveSiteOrder): Promise<Answer> => tellChild<Answer>(site.process, order)
    const report = ({ forget }: { readonly forget: boolean }): Promise<LiveSiteReport> =>
      tell({ order: 'report', forget })
    const disposal = stack.move()
    return {
      subject: home.subject,
      issues: copied.issues,
      change: (on) => tell({ order: 'change', on }),
      putForward: (aheadMs) => tell({ order: 'clock', aheadMs }),
      report,
      keepRefreshing: async (screen) => {
        const { quietMs } = await report({ forget: false })
        if (quietMs > overMs) screen.send('r')
      },
      [Symbol.asyncDispose]: () => disposal.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
