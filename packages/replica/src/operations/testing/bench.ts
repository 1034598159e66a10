import { randomUUID } from 'node:crypto'
import { connectSite } from '@mmd/jira-api'
import type { IssueKey, SiteClient, StoredText, User } from '@mmd/jira-api/model'
import { asSiteError, isOutcomeUnknown } from '../../failure.ts'
import { kindOf } from '../kinds.ts'
import type { Operation } from '../operation.ts'
import type { Looked, OperationResult, Performed, Rows, Sending } from '../operation-kind.ts'

/** A sandbox, as far as tests need it: the package itself is for test files alone. */
interface Faults {
  clear(): void
}

interface DataCenterSandbox {
  readonly baseUrl: string
  readonly faults: Faults
  issuePat(name: string): string
}

interface CloudSandbox {
  readonly siteUrl: string
  readonly faults: Faults
  issueApiToken(email: string): string
}

export type SandboxForTests = DataCenterSandbox | CloudSandbox

/** A site with two people who work on one issue. */
export interface SiteForTests {
  readonly deployment: 'datacenter' | 'cloud'
  readonly client: SiteClient
  readonly me: User
  readonly other: SiteClient
  readonly faults: Faults
  readonly key: IssueKey
  /** Another issue, to be linked. */
  readonly otherKey: IssueKey
  /** A text as the site keeps it. */
  readonly text: (words: string) => StoredText
  readonly rows: () => Promise<Rows>
}

const pause = async (): Promise<void> => undefined

const connect = (sandbox: SandboxForTests, name: string): SiteClient => {
  if ('baseUrl' in sandbox) {
    const authorization = `Bearer ${sandbox.issuePat(name)}`
    return connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => authorization, pause })
  }
  const email = `${name}@acme.example`
  const authorization = `Basic ${Buffer.from(`${email}:${sandbox.issueApiToken(email)}`).toString('base64')}`
  return connectSite({ baseUrl: sandbox.siteUrl, deployment: 'cloud', authorize: async () => authorization, pause })
}

const textOf = (deployment: SiteForTests['deployment'], words: string): StoredText => {
  if (deployment === 'datacenter') return { format: 'wiki', source: words }
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
  return { format: 'adf', source: JSON.stringify({ type: 'doc', version: 1, content }) }
}

const makeIssue = async (client: SiteClient, summary: string): Promise<IssueKey> => {
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary }
  return (await client.createIssue({ fields })).key
}

/** Makes a site of a sandbox. */
export const siteOn = async (sandbox: SandboxForTests): Promise<SiteForTests> => {
  const deployment = 'baseUrl' in sandbox ? 'datacenter' : 'cloud'
  const [client, other] = [connect(sandbox, 'mira'), connect(sandbox, 'jonas')]
  const { id, name, active } = await client.myself()
  const key = await makeIssue(client, `Tried on ${deployment}`)
  const otherKey = await makeIssue(client, 'Another one')
  return {
    deployment,
    client,
    me: { id, name, active },
    other,
    faults: sandbox.faults,
    key,
    otherKey,
    text: (words) => textOf(deployment, words),
    rows: async () => {
      const detail = await client.issue(key)
      return { issue: detail, detail, remoteLinks: await client.remoteLinks(key) }
    },
  }
}

/** What sending and looking work with. */
export const sendingOn = ({ client, deployment, me }: SiteForTests, more: Partial<Sending> = {}): Sending => ({
  mark: randomUUID(),
  at: new Date().toISOString(),
  result: null,
  client,
  deployment,
  me,
  signal: new AbortController().signal,
  catalogue: () => client.attachmentRules(),
  current: undefined,
  firstSentAt: null,
  ...more,
})

/** What became of an operation: sent with its result, or sent without an answer and looked for. */
export interface CarriedOut {
  readonly operation: Operation
  readonly performed: Performed
  readonly looked: Looked | undefined
}

const resultOf = (looked: Looked): OperationResult | null => (looked.state === 'done' ? looked.result : null)

/** Does with an operation what the sender does: prepares it, sends it once, and looks for it when no answer comes. */
export const carryOut = async (
  site: SiteForTests,
  given: Operation,
  more: Partial<Sending> = {},
): Promise<CarriedOut> => {
  const kind = kindOf(given)
  const before = await site.rows()
  const prepared = kind.prepare(given, before)
  const operation = before.detail === undefined ? prepared : (kind.remember?.(prepared, before.detail) ?? prepared)
  const sending = sendingOn(site, { current: before.detail, ...more })
  const { mark, at } = sending
  try {
    const result = (await kind.send?.(operation, sending)) ?? {}
    return { operation, performed: { mark, at, result }, looked: undefined }
  } catch (error) {
    if (!isOutcomeUnknown(asSiteError(error))) throw error
    site.faults.clear()
    const looked = await kind.look?.(operation, { ...sending, firstSentAt: at })
    if (looked === undefined) throw error
    return { operation, performed: { mark, at, result: resultOf(looked) }, looked }
  }
}

/** Takes back what was carried out. */
export const takeBack = async (site: SiteForTests, { operation, performed }: CarriedOut): Promise<void> => {
  const inverse = kindOf(operation).invert(operation, performed, site.me)
  if ('why' in inverse) throw new Error(inverse.why)
  for (const back of inverse.operations) await carryOut(site, back)
}
