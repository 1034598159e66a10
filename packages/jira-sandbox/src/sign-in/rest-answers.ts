import type { Answer } from '../exchange.ts'

/** An error in the shape of Jira's REST resources. */
export const refusal = (status: number, message: string): Answer => ({
  status,
  json: { errorMessages: [message], errors: {} },
})

/** A JSON object from a body; undefined when it is something else. */
export const parseJson = (body: Buffer): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(body.toString())
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** `2026-11-22T08:00:00.123+0000`. */
export const toJiraTime = (epochMs: number): string => new Date(epochMs).toISOString().replace('Z', '+0000')

/** What a request gets that could be one of a web page's. */
export const xsrfAnswer: Answer = { status: 403, text: 'XSRF check failed' }
