import { join } from 'node:path'
import { openStore } from '@mmd/replica'
import { bundleChildren } from '../fetch/bundle-children.ts'
import { endChild, startChild } from '../fetch/child.ts'
import type { SiteAnswer, SiteTask } from '../fetch/messages.ts'
import { prepareHome } from '../prepare-home.ts'
import type { Subject } from '../subject.ts'
import { keyOf } from './believable.ts'
import { placeCopy } from './copy-file.ts'
import { viewsOf } from './fill-copy.ts'

/** A home with one signed-in site and a filled copy of it. */
export interface CopyHome extends AsyncDisposable {
  readonly subject: Subject
  /** The copy as it was filled, its views read a moment ago. Nobody may have it open. */
  readonly refill: () => Promise<void>
  /** How many issues the view of all of them still has. */
  readonly left: () => number
}

export interface CopyHomeOptions {
  /** The built program. */
  readonly program: string
  readonly issues: number
  /** Whether the site answers; it runs in a process of its own then. */
  readonly site: 'up' | 'down'
  readonly progress: (text: string) => void
}

/** Issues of the site itself: none of them is in the copy's views. */
const siteIssues = 400

/** Makes it. The copy's view of all issues was opened last, and its first key is the marker of the screen. */
export const prepareCopyHome = async ({ program, issues, site, progress }: CopyHomeOptions): Promise<CopyHome> => {
  const stack = new AsyncDisposableStack()
  try {
    const { files } = stack.use(await bundleChildren({ site: new URL('../fetch/site-process.ts', import.meta.url) }))
    const task: SiteTask = { deployment: 'datacenter', issues: siteIssues }
    const running = await startChild<SiteAnswer>(files.site, task)
    stack.defer(() => endChild(running.process))
    const { baseUrl, authorization } = running.answer
    const token = authorization.replace(/^Bearer /, '')
    const home = stack.use(await prepareHome({ program, baseUrl, token, view: undefined, marker: keyOf(issues) }))
    if (site === 'down') await endChild(running.process)
    const owner = { folder: join(home.folder, 'data', 'sites', home.site), identity: `${baseUrl} mira` }
    const refill = (): Promise<void> => placeCopy(owner, issues, progress)
    await refill()
    const left = (): number => {
      const store = openStore(owner)
      const keys = store.views.get(viewsOf(issues).all.id)?.keys.length ?? 0
      store.close()
      return keys
    }
    const disposal = stack.move()
    return { subject: home.subject, refill, left, [Symbol.asyncDispose]: () => disposal.disposeAsync() }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
