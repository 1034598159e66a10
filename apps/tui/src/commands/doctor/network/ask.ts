import type { Transport } from '@mmd/auth'
import { createTransport, isJiraApiError, type JiraApiError, judgeAnswer, type RawAnswer } from '@mmd/jira-api'
import { toClientTransport } from '../../../session/sign-in.ts'

/** One request, to the site or to another host that it depends on. */
export interface Question {
  readonly method?: 'GET' | 'POST'
  readonly url: URL
  readonly form?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly authorization?: string
}

/** What came of it. */
export type Reply =
  | (RawAnswer & {
      readonly kind: 'answer'
      /** Epoch milliseconds, before and after. */
      readonly sentAt: number
      readonly gotAt: number
    })
  | { readonly kind: 'none'; readonly error: JiraApiError }

export type Ask = (question: Question) => Promise<Reply>

export interface AskOptions {
  readonly transport: () => Promise<Transport>
  readonly version: string
  readonly signal: AbortSignal
  /** One request goes out. */
  readonly onRequest: () => void
}

/** Somebody waits for the answer: less patience than the client has with a search. Milliseconds. */
const timeouts = { connect: 10_000, response: 20_000, request: 30_000 }

/** Sends single requests as the program's own client would. Throws what the signal was aborted with. */
export const createAsk = ({ transport, version, signal, onRequest }: AskOptions): Ask => {
  let opened: Promise<ReturnType<typeof createTransport>> | undefined
  const open = async (): Promise<ReturnType<typeof createTransport>> =>
    createTransport({ userAgent: `mmd-tui/${version}`, timeouts, ...toClientTransport(await transport()) })
  return async ({ method = 'GET', url, authorization, form, json }) => {
    opened ??= open()
    const send = await opened
    const sentAt = Date.now()
    onRequest()
    try {
      const answer = await send({
        method,
        url,
        authorization,
        signal,
        name: `${method} ${url.pathname}`,
        ...(form === undefined ? {} : { form }),
        ...(json === undefined ? {} : { json }),
      })
      return { kind: 'answer', ...answer, sentAt, gotAt: Date.now() }
    } catch (error) {
      signal.throwIfAborted()
      if (!isJiraApiError(error)) throw error
      return { kind: 'none', error }
    }
  }
}

/** What the client would make of a reply: the error, or undefined for a success. */
export const judgeReply = (reply: Reply, credentialSent: boolean): JiraApiError | undefined =>
  reply.kind === 'none'
    ? reply.error
    : judgeAnswer({ ...reply, request: 'the question', credentialSent, now: reply.gotAt })

/** The JSON object of a reply; an empty one when it has none. */
export const jsonOf = (reply: Reply): Readonly<Record<string, unknown>> => {
  if (reply.kind === 'none') return {}
  try {
    const value: unknown = JSON.parse(reply.text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}

/** One header of a reply; empty when it is not there. */
export const headerOf = (reply: Reply, name: string): string => {
  const value = reply.kind === 'none' ? undefined : reply.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
