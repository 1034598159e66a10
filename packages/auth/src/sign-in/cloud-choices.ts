import * as z from 'zod/mini'
import { cleanServerText } from '../clean.ts'
import type { CloudSiteChoice } from '../ports.ts'
import { parseBaseUrl } from '../site-book/base-url.ts'

const entrySchema = z.looseObject({
  id: z.string(),
  url: z.string(),
  name: z.optional(z.unknown()),
  scopes: z.optional(z.unknown()),
})

/** True for what stands in the gateway's path as the id of a site. */
export const isCloudId = (id: string): boolean => /^[\w-]{1,100}$/u.test(id)

interface Entry {
  readonly choice: CloudSiteChoice
  /** Whether it stands for Jira, not for another product of the site. */
  readonly isJira: boolean
}

const entryIn = (value: unknown): readonly Entry[] => {
  const parsed = entrySchema.safeParse(value)
  if (!parsed.success || !isCloudId(parsed.data.id)) return []
  const { id, url, name, scopes } = parsed.data
  try {
    const baseUrl = parseBaseUrl(url)
    const shown = typeof name === 'string' ? cleanServerText(name) : ''
    const isJira = Array.isArray(scopes) && scopes.some((scope) => String(scope).includes('jira'))
    return [{ choice: { id, name: shown === '' ? new URL(baseUrl).hostname : shown, url: baseUrl }, isJira }]
  } catch {
    return []
  }
}

/**
 * The sites in an answer of accessible-resources, each once although it lists a site for each of its products;
 * `undefined` when it is no list. Entries that cannot be used are left out.
 */
export const cloudChoicesIn = (value: unknown): readonly CloudSiteChoice[] | undefined => {
  if (!Array.isArray(value)) return undefined
  const byId = new Map<string, Entry>()
  for (const entry of value.flatMap(entryIn)) {
    const known = byId.get(entry.choice.id)
    // Products may have addresses of their own.
    if (known === undefined || (entry.isJira && !known.isJira)) byId.set(entry.choice.id, entry)
  }
  return [...byId.values()].map(({ choice }) => choice)
}
