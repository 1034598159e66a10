import type { Site } from '@mmd/auth'
import type { Issue, IssueDetail, IssueKey, StoredText, User } from '@mmd/jira-api/model'
import { authored } from '../../session/authored.ts'
import type { Copy } from '../with-replica.ts'
import type { ValuePorts } from './fields/field-value.ts'
import { aDay, type Lookup } from './lookup.ts'
import { choosePerson, type Person, resolvePerson } from './resolve-person.ts'

/** What the preparing of a write works with. */
export interface Bench {
  readonly copy: Copy
  readonly lookup: Lookup
  readonly signal: AbortSignal
}

/** The signed-in user. */
export const whoAmI = async ({ copy, lookup, signal }: Bench): Promise<User> => {
  const { id, name, active } = copy.me ?? (await lookup.ask('myself', (client) => client.myself({ signal }), aDay))
  return { id, name, active }
}

const projectOf = (key: IssueKey): string => key.slice(0, key.lastIndexOf('-'))

/** Who is meant by `name` as the one who works on an issue; who may is asked once per project. */
export const whoWorks = (bench: Bench, key: IssueKey, name: string): Promise<Person> => {
  if (name.trim() === 'me') return whoAmI(bench)
  return bench.lookup.ask(
    `assignee:${projectOf(key)}:${name.trim().toLowerCase()}`,
    (client) => resolvePerson(client, key, name, { signal: bench.signal }),
    Number.MAX_SAFE_INTEGER,
  )
}

/** Anybody of the site. */
export const whoIs = (bench: Bench, name: string): Promise<User> => {
  const wanted = name.trim()
  if (wanted === 'me') return whoAmI(bench)
  return bench.lookup.ask(`person:${wanted.toLowerCase()}`, async (client) =>
    choosePerson(await client.findUsers({ text: wanted, maxResults: 50 }, { signal: bench.signal }), wanted),
  )
}

/** A text that somebody wrote in Markdown or, with `raw`, as the site keeps it. */
export const toStored = async ({ deployment }: Site, text: string, raw = false): Promise<StoredText> =>
  raw ? { format: deployment === 'cloud' ? 'adf' : 'wiki', source: text } : authored(text, deployment)

/** How typed values are read at this site. */
export const valuePorts = (bench: Bench, raw = false): ValuePorts => ({
  deployment: bench.copy.site.deployment,
  person: (name) => whoIs(bench, name),
  text: (text) => toStored(bench.copy.site, text, raw),
})

/** What is known of an issue that is to be written. */
export interface Known {
  readonly key: IssueKey
  /** Undefined where the site could not be asked and the copy has nothing. */
  readonly issue: Issue | undefined
  readonly detail: IssueDetail | undefined
}
