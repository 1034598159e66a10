/** A webhook that an app has registered for a user. Nothing is ever sent to it. */
export interface Webhook {
  readonly id: number
  /** Client id of the app. */
  readonly appId: string
  readonly userKey: string
  readonly jqlFilter: string
  readonly events: readonly string[]
  readonly fieldIdsFilter?: readonly string[]
  readonly issuePropertyKeysFilter?: readonly string[]
  /** Epoch milliseconds. */
  expires: number
}

const lifeMs = 30 * 86_400_000

/** How many webhooks an app may have for each user of a site. */
export const mostWebhooks = 5

/** The webhooks of one site. */
export interface WebhookBook {
  /** Those of an app that are not over, oldest first. */
  of(appId: string, now: number): readonly Webhook[]
  add(webhook: Omit<Webhook, 'expires'>, now: number): void
  remove(appId: string, ids: readonly number[]): void
  /** Lets those of an app live on; the answer says until when. */
  refresh(appId: string, ids: readonly number[], now: number): number
}

/** A book of one site, empty. */
export const createWebhookBook = (): WebhookBook => {
  let webhooks: readonly Webhook[] = []
  return {
    of: (appId, now) => webhooks.filter((one) => one.appId === appId && one.expires > now),
    add: (webhook, now) => {
      webhooks = [...webhooks, { ...webhook, expires: now + lifeMs }]
    },
    remove: (appId, ids) => {
      webhooks = webhooks.filter((one) => one.appId !== appId || !ids.includes(one.id))
    },
    refresh: (appId, ids, now) => {
      for (const webhook of webhooks) {
        if (webhook.appId === appId && webhook.expires > now && ids.includes(webhook.id)) webhook.expires = now + lifeMs
      }
      return now + lifeMs
    },
  }
}
