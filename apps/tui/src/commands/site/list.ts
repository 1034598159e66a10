import { openBook, openSecrets } from '../../session/open-book.ts'
import { readStatus } from '../auth/status.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { toTable } from '../output/table.ts'
import { describeServer, toSiteJson } from './site-json.ts'

/** `site list`: the saved sites; asks none of them. */
export const runSiteList = async (context: CommandContext): CommandResult => {
  const { environment, output } = context
  const book = await openBook(environment)
  const [sites, chosen] = [await book.list(), await book.default()]
  const secrets = sites.length === 0 ? undefined : await openSecrets(environment)
  const rows = await Promise.all(
    sites.map(async (site) => ({
      site,
      isDefault: site.name === chosen?.name,
      state: secrets === undefined ? ('sign-in-needed' as const) : (await readStatus(context, site, secrets)).state,
    })),
  )
  if (output.json) {
    output.value(rows.map(({ site, ...facts }) => toSiteJson(site, facts)))
    return undefined
  }
  if (rows.length === 0) {
    output.note('No site is saved yet: mmd-tui site add URL')
    return undefined
  }
  const table = toTable(
    [
      { title: '', value: (row) => (row.isDefault ? '*' : '') },
      { title: 'Name', value: ({ site }) => site.name, style: () => 'bold' as const },
      { title: 'Address', value: ({ site }) => site.baseUrl, flexible: true },
      { title: 'Server', value: ({ site }) => describeServer(site) },
      { title: 'Method', value: ({ site }) => site.method },
      { title: 'Signed in', value: ({ site, state }) => (state === 'signed-in' ? (site.user?.name ?? 'yes') : 'no') },
    ],
    rows,
    output,
  )
  for (const line of table) output.line(line)
  return undefined
}
