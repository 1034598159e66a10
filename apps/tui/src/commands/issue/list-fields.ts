import type { FieldInfo, SiteClient } from '@mmd/jira-api/model'
import { openStore } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { siteCopy } from '../../session/site-copy.ts'
import type { Connected } from '../connect.ts'
import type { CommandContext } from '../invocation.ts'
import { columnNames, type ListColumn, needsFields } from './issue-columns.ts'
import { aDay, createLookup } from './lookup.ts'

/** The fields of a site, asked for once a day. */
const fieldsOf = async (context: CommandContext, { site, client }: Connected): Promise<readonly FieldInfo[]> => {
  const { environment, signal } = context
  const store = openStore(siteCopy(environment.folders, site, environment.token()))
  try {
    const ask = (one: SiteClient): Promise<readonly FieldInfo[]> => one.fields({ signal })
    return await createLookup({ client, store }).ask('fields', ask, aDay)
  } finally {
    store.close()
  }
}

const isSprint = ({ schema }: FieldInfo): boolean => schema.custom?.endsWith(':gh-sprint') === true

/** The field of this id or name. Throws a usage error where there is none, or where several have the name. */
const fieldNamed = (fields: readonly FieldInfo[], wanted: string): FieldInfo => {
  const folded = wanted.trim().toLowerCase()
  const byId = fields.find(({ id }) => id.toLowerCase() === folded)
  if (byId !== undefined) return byId
  const named = fields.filter(({ name }) => name.toLowerCase() === folded)
  const [only] = named
  if (only !== undefined && named.length === 1) return only
  if (only !== undefined)
    throw new AppError(
      'usage',
      `Several fields are called “${wanted}”`,
      `Give the id: ${named.map(({ id }) => id).join(', ')}`,
    )
  const hint = `There are ${columnNames.join(', ')}, and every field of the site by its name or id`
  throw new AppError('usage', `There is no column “${wanted}”`, hint)
}

/** All fields of this id or name. */
const fieldsLike = (fields: readonly FieldInfo[], wanted: string): readonly FieldInfo[] => {
  const folded = wanted.trim().toLowerCase()
  return fields.filter(({ id, name }) => id.toLowerCase() === folded || name.toLowerCase() === folded)
}

/** How fields are looked for. */
export interface WantedOptions {
  /** A column that this site has no field for stays empty: nobody named it here. */
  readonly skipsUnknown?: boolean
}

/** What besides a row has to be asked for to fill these columns. */
export const wantedFields = async (
  context: CommandContext,
  connected: Connected,
  columns: readonly ListColumn[],
  { skipsUnknown = false }: WantedOptions = {},
): Promise<readonly FieldInfo[]> => {
  const fields = await fieldsOf(context, connected)
  const find = skipsUnknown ? fieldsLike : (all: typeof fields, wanted: string) => [fieldNamed(all, wanted)]
  const found = columns
    .filter(needsFields)
    .flatMap((column) => (typeof column === 'string' ? fields.filter(isSprint) : find(fields, column.field)))
  return [...new Map(found.map((field) => [field.id, field])).values()]
}
