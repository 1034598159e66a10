import type { Answer } from '../../exchange.ts'
import { withQuery } from '../../with-query.ts'
import type { Cloud } from '../cloud.ts'

/** Neither a code nor a token may be kept by a cache (RFC 6749 section 5.1). */
export const noStore: Readonly<Record<string, string>> = { 'Cache-Control': 'no-store' }

/** Sends the browser on. */
export const redirect = (location: string): Answer => ({ status: 302, headers: { Location: location, ...noStore } })

/** Sends the browser to the error page of the Atlassian account: the client never hears of it. */
export const toErrorPage = ({ authUrl }: Cloud, error: string, description: string): Answer =>
  redirect(withQuery(`${authUrl}/error`, { error, error_description: description }))

/** Sends the browser to the client with an answer. */
export const toClient = (redirectUri: string, answer: Readonly<Record<string, string>>): Answer =>
  redirect(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${new URLSearchParams(answer).toString()}`)

/** An error of a token endpoint. */
export const tokenError = (status: number, error: string, description: string): Answer => ({
  status,
  headers: noStore,
  json: { error, error_description: description },
})
