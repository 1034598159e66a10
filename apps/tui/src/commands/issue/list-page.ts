import { type FirstPage, openFirstPage } from '@mmd/replica/first-page'
import { savedSites } from '../../session/saved-sites.ts'
import { siteCopy } from '../../session/site-copy.ts'
import type { CommandContext } from '../invocation.ts'
import { copiedView } from './copied-view.ts'
import type { Listed, ListQuery } from './list-site.ts'
import { originOf } from './origin.ts'

/**
 * The issues of a list as the copy has it, read as the first rows of the screen are: without most of the program. Undefined
 * where anything is out of the ordinary, something that waits in the outbox or that is wrong: `listCopy` then does it, and
 * finds the words.
 */
export const listPage = (context: CommandContext, query: ListQuery): Listed | undefined => {
  try {
    return readPage(context, query)
  } catch {
    return undefined
  }
}

const readPage = ({ environment, globals }: CommandContext, query: ListQuery): Listed | undefined => {
  const { folders } = environment
  // Which columns a view has stands in files that are not read here.
  if (query.takesColumnsOfView === true && query.view !== undefined && query.columns === undefined) return undefined
  if (environment.token() !== undefined) return undefined
  const [site, ...others] = savedSites(folders, globals.site ?? environment.site) ?? []
  const page = site && others.length === 0 ? openFirstPage(siteCopy(folders, site), Date.now()) : undefined
  if (site === undefined || page === undefined) return undefined
  try {
    const read = page.operations.length === 0 ? readRows(page, query) : undefined
    return read && { origin: originOf(site), warnings: [], ...read }
  } finally {
    page.close()
  }
}

const readRows = (page: FirstPage, query: ListQuery): Omit<Listed, 'origin' | 'warnings'> | undefined => {
  const spec = copiedView(page, query)
  const view = page.view(spec.id)
  if (view === undefined || view.refreshedAt === null) return undefined
  const { keys } = view
  const limit = query.limit === 'all' ? keys.length : query.limit
  const issues = keys.slice(0, limit).flatMap((key) => page.issue(key) ?? [])
  return { jql: spec.jql, issues, total: Math.max(view.total ?? 0, keys.length) }
}
