import type { CredentialStatus, Site } from '@mmd/auth'
import { openBook, openSecrets } from '../../session/open-book.ts'
import { readStatus } from '../auth/status.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Column, toTable } from '../output/table.ts'
import { describeServer, describeTls, toSiteJson } from './site-json.ts'

interface Row {
  readonly site: Site
  readonly isDefault: boolean
  readonly state: CredentialStatus['state']
}

const loginOf = ({ site }: Row): string => site.login ?? (site.deployment === 'datacenter' ? (site.user?.id ?? '') : '')

/** Shown where at least one site has something to say there. */
const optional: readonly Column<Row>[] = [
  { title: 'Badge', value: ({ site }) => site.badge ?? '', style: ({ site }) => site.badge },
  { title: 'Login', value: loginOf },
]

const columns = (rows: readonly Row[]): readonly Column<Row>[] => [
  { title: '', value: (row) => (row.isDefault ? '*' : '') },
  { title: 'Name', value: ({ site }) => site.name, style: () => 'bold' as const },
  { title: 'Address', value: ({ site }) => site.baseUrl, flexible: true },
  { title: 'Server', value: ({ site }) => describeServer(site) },
  { title: 'Method', value: ({ site }) => site.method },
  ...optional.filter(({ value }) => rows.some((row) => value(row) !== '')),
  { title: 'Signed in', value: ({ site, state }) => (state === 'signed-in' ? (site.user?.name ?? 'yes') : 'no') },
]

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
    const values = rows.map(async ({ site, ...facts }) =>
      toSiteJson(site, { ...facts, tls: await describeTls(site.tls) }),
    )
    output.value(await Promise.all(values))
    return undefined
  }
  if (rows.length === 0) {
    output.note('No site is saved yet: mmd-tui site add URL')
    return undefined
  }
  for (const line of toTable(columns(rows), rows, output)) output.line(line)
  return undefined
}
