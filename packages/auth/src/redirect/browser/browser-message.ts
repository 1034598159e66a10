import * as z from 'zod/mini'

/** Something that the browser shows: a page, a frame in another process, a worker. */
export interface BrowserTarget {
  /** Through which it is spoken to. */
  readonly sessionId: string
  /** For a page and a frame also the id of its own outermost frame. */
  readonly targetId: string
  readonly type: string
  /** May be empty at first. */
  readonly url: string
}

/** A request that waits for our word. */
export interface PausedRequest {
  readonly sessionId: string
  readonly requestId: string
  readonly frameId: string
  readonly method: string
  readonly url: string
}

/** What a browser says over the pipe, as far as it matters here. */
export type BrowserMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly isRefusal: boolean }
  | ({ readonly kind: 'attached' } & BrowserTarget)
  | { readonly kind: 'detached'; readonly sessionId: string }
  | ({ readonly kind: 'paused' } & PausedRequest)
  | { readonly kind: 'loaded'; readonly sessionId: string }
  | { readonly kind: 'other' }

/** What a browser says without being asked. */
export type BrowserEvent = Exclude<BrowserMessage, { readonly kind: 'reply' }>

const replySchema = z.object({ id: z.number(), error: z.optional(z.unknown()) })

const attachedSchema = z.object({
  method: z.literal('Target.attachedToTarget'),
  params: z.object({
    sessionId: z.string(),
    targetInfo: z.object({ targetId: z.string(), type: z.string(), url: z.string() }),
  }),
})

const detachedSchema = z.object({
  method: z.literal('Target.detachedFromTarget'),
  params: z.object({ sessionId: z.string() }),
})

const pausedSchema = z.object({
  method: z.literal('Fetch.requestPaused'),
  sessionId: z.string(),
  params: z.object({
    requestId: z.string(),
    frameId: z.string(),
    request: z.object({ method: z.string(), url: z.string() }),
  }),
})

const loadedSchema = z.object({ method: z.literal('Page.loadEventFired'), sessionId: z.string() })

const eventSchema = z.object({ method: z.string() })

const messageSchema = z.union([
  z.pipe(
    replySchema,
    z.transform(({ id, error }): BrowserMessage => ({ kind: 'reply', id, isRefusal: error !== undefined })),
  ),
  z.pipe(
    attachedSchema,
    z.transform(
      ({ params: { sessionId, targetInfo } }): BrowserMessage => ({ kind: 'attached', sessionId, ...targetInfo }),
    ),
  ),
  z.pipe(
    detachedSchema,
    z.transform(({ params }): BrowserMessage => ({ kind: 'detached', sessionId: params.sessionId })),
  ),
  z.pipe(
    pausedSchema,
    z.transform(({ sessionId, params: { requestId, frameId, request } }): BrowserMessage => {
      const { method, url } = request
      return { kind: 'paused', sessionId, requestId, frameId, method, url }
    }),
  ),
  z.pipe(
    loadedSchema,
    z.transform(({ sessionId }): BrowserMessage => ({ kind: 'loaded', sessionId })),
  ),
  z.pipe(
    eventSchema,
    z.transform((): BrowserMessage => ({ kind: 'other' })),
  ),
])

/** The message that one text of the pipe holds. Throws when it is not the DevTools protocol. */
export const parseBrowserMessage = (text: string): BrowserMessage => messageSchema.parse(JSON.parse(text))
