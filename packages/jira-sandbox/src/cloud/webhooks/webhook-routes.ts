import type { Answer, Exchange, Route } from '../../exchange.ts'
import type { JsonObject } from '../../rest/input.ts'
import { isText, isWhole, listOf, required, strictBody } from '../../rest/payload.ts'
import { get, loggedIn, ok, Refusal, write } from '../../rest/refusal.ts'
import { appOf } from '../app-call.ts'
import type { CloudApi } from '../rest/cloud-api.ts'
import { pageOf, stretchOf } from '../rest/paging.ts'
import { mostWebhooks, type Webhook } from './webhook-book.ts'
import { isPublic, readWish, type WebhookWish, wishProblems } from './webhook-rules.ts'

const path = '/webhook'
const mostInOne = 100

const appIn = (exchange: Exchange): string => {
  loggedIn(exchange)
  const appId = appOf(exchange)
  if (appId === undefined) throw new Refusal(403, 'Only Connect and OAuth 2.0 apps can use webhooks.')
  return appId
}

const register = ({ webhooks }: CloudApi, exchange: Exchange, appId: string, wish: WebhookWish): JsonObject => {
  const { key: userKey } = loggedIn(exchange)
  const { now, world } = exchange
  const errors = wishProblems(wish)
  if (errors.length > 0) return { errors }
  if (webhooks.of(appId, now).filter((one) => one.userKey === userKey).length >= mostWebhooks) {
    return { errors: [`An app can have at most ${mostWebhooks} webhooks for each user.`] }
  }
  const id = world.nextId()
  webhooks.add({ id, appId, userKey, ...wish }, now)
  return { createdWebhookId: id }
}

const registerAll =
  (api: CloudApi) =>
  (exchange: Exchange): Answer => {
    const appId = appIn(exchange)
    const body = strictBody(exchange, 'url', 'webhooks')
    if (!isPublic(required(body.url, isText))) throw new Refusal(400, 'The URL has to be a public one, by https.')
    if (!Array.isArray(body.webhooks) || body.webhooks.length === 0 || body.webhooks.length > mostInOne) {
      throw new Refusal(400, 'Between 1 and 100 webhooks have to be given.')
    }
    const wishes = body.webhooks.map(readWish)
    if (wishes.includes(undefined)) throw new Refusal(400, 'A webhook has a jqlFilter and events.')
    return ok({
      webhookRegistrationResult: wishes.flatMap((wish) =>
        wish === undefined ? [] : [register(api, exchange, appId, wish)],
      ),
    })
  }

const webhookJson = ({ appId: _, userKey: __, expires, ...webhook }: Webhook): JsonObject => ({
  ...webhook,
  expirationDate: expires,
})

const list =
  ({ webhooks }: CloudApi) =>
  (exchange: Exchange): Answer => {
    const found = webhooks.of(appIn(exchange), exchange.now)
    return ok(pageOf(exchange, found.map(webhookJson), stretchOf(exchange, 100, 100)))
  }

const idsIn = (exchange: Exchange): readonly number[] =>
  required(strictBody(exchange, 'webhookIds').webhookIds, listOf(isWhole, mostInOne))

const remove =
  ({ webhooks }: CloudApi) =>
  (exchange: Exchange): Answer => {
    webhooks.remove(appIn(exchange), idsIn(exchange))
    return { status: 202 }
  }

const refresh =
  ({ webhooks }: CloudApi) =>
  (exchange: Exchange): Answer =>
    ok({ expirationDate: webhooks.refresh(appIn(exchange), idsIn(exchange), exchange.now) })

// Nothing is sent, so that nothing fails.
const failed = (exchange: Exchange): Answer => {
  appIn(exchange)
  return ok({ values: [], maxResults: stretchOf(exchange, 100, 100).maxResults })
}

/** Webhooks of apps: what an API token cannot have. */
export const webhookRoutes = (api: CloudApi): readonly Route[] => [
  get(path, list(api)),
  write('POST', path, registerAll(api)),
  write('DELETE', path, remove(api)),
  write('PUT', `${path}/refresh`, refresh(api)),
  get(`${path}/failed`, failed),
]
