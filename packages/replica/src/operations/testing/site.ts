import { connectSite } from '@mmd/jira-api'
import type { IssueDetail, IssueKey, SiteClient, StoredText, User } from '@mmd/jira-api/model'
import { kindOf } from '../kinds.ts'
import type { Operation } from '../operation.ts'
import type { Looked, OperationResult, Sending } from '../operation-kind.ts'
import { readCurrent } from '../read-current.ts'

export type Deployment = 'datacenter' | 'cloud'

interface DataCenterSite {
  readonly baseUrl: string
  issuePat(name: string): string
}

interface CloudSite {
  readonly siteUrl: string
  issueApiToken(email: string): string
}

const pause = async (): Promise<void> => undefined

/** For tests: a client of a person who is signed in to a sandbox. */
export const clientOf = (site: DataCenterSite | CloudSite, name: string): SiteClient => {
  if ('baseUrl' in site) {
    const authorization = `Bearer ${site.issuePat(name)}`
    return connectSite({ baseUrl: site.baseUrl, authorize: async () => authorization, pause })
  }
  const email = `${name}@acme.example`
  const authorization = `Basic ${Buffer.from(`${email}:${site.issueApiToken(email)}`).toString('base64')}`
  return connectSite({ baseUrl: site.siteUrl, deployment: 'cloud', authorize: async () => authorization, pause })
}

/** For tests: a text as the site keeps it. */
export const textOn = (deployment: Deployment, words: string): StoredText => {
  if (deployment === 'datacenter') return { format: 'wiki', source: words }
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
  return { format: 'adf', source: JSON.stringify({ type: 'doc', version: 1, content }) }
}

/** For tests: a new issue of a project. */
export const newIssue = async (client: SiteClient, project: string, typeName = 'Task'): Promise<IssueKey> => {
  const types = await client.creatableTypes(project)
  const type = types.find(({ name }) => name === typeName)
  const fields = { project: { key: project }, issuetype: { id: type?.id }, summary: 'Before' }
  return (await client.createIssue({ fields })).key
}

/** For tests: somebody who does what the sender does, step by step. */
export interface Hands {
  /** The operation with what it was before, as the sender fills it in from the site. */
  prepared(given: Operation): Promise<Operation>
  current(operation: Operation): Promise<IssueDetail>
  send(operation: Operation): Promise<OperationResult>
  /** Sends it, and loses the answer. */
  lose(operation: Operation): Promise<Looked>
  look(operation: Operation, firstSentAt?: string): Promise<Looked>
  /** Sends the way back. */
  takeBack(operation: Operation): Promise<void>
}

/** For tests: works with a client. */
export const handsOf = (client: SiteClient, deployment: Deployment, me: User): Hands => {
  const signal = new AbortController().signal
  const sending = (firstSentAt: string | null): Sending => ({
    mark: 'm-1',
    at: new Date().toISOString(),
    result: null,
    client,
    deployment,
    me,
    signal,
    catalogue: () => client.attachmentRules(),
    current: undefined,
    firstSentAt,
  })
  const current = (operation: Operation): Promise<IssueDetail> => readCurrent(client, operation, signal)
  const prepared = async (given: Operation): Promise<Operation> => {
    const detail = await current(given)
    const operation = kindOf(given).prepare(given, { issue: detail, detail, remoteLinks: undefined })
    return kindOf(operation).remember?.(operation, detail) ?? operation
  }
  const send = async (operation: Operation): Promise<OperationResult> =>
    (await kindOf(operation).send?.(operation, sending(new Date().toISOString()))) ?? {}
  const look: Hands['look'] = async (operation, firstSentAt = new Date().toISOString()) => {
    const looked = await kindOf(operation).look?.(operation, sending(firstSentAt))
    if (looked === undefined) throw new Error(`${operation.kind} cannot be looked for`)
    return looked
  }
  return {
    prepared,
    current,
    send,
    look,
    lose: async (operation) => {
      const sentAt = new Date().toISOString()
      const error: unknown = await send(operation).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      if (error === undefined) throw new Error('the answer came')
      return look(operation, sentAt)
    },
    takeBack: async (operation) => {
      const performed = { mark: 'm-1', at: new Date().toISOString(), result: {} }
      const inverse = kindOf(operation).invert(operation, performed, me)
      if ('why' in inverse) throw new Error(inverse.why)
      for (const back of inverse.operations) await send(await prepared(back))
    },
  }
}
