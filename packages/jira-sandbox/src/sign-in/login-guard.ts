import type { SandboxUser, World } from '../world/world.ts'

/** What came of a user name and a password. `denied`: not even looked at, a CAPTCHA must be solved first. */
export type LoginOutcome = { readonly kind: 'ok'; readonly user: SandboxUser } | { readonly kind: 'failed' | 'denied' }

/** What a site remembers of somebody's logins; times are epoch milliseconds, absent while there is none. */
export interface LoginHistory {
  readonly failed: number
  readonly succeeded: number
  readonly lastFailedAt?: number
  /** Of the login before the latest one. */
  readonly previousAt?: number
  readonly latestAt?: number
}

export interface LoginGuard {
  /** `captchaSolved` is what only the login page can bring. */
  attempt(username: string, password: string, captchaSolved?: boolean): LoginOutcome
  needsCaptcha(username: string): boolean
  historyOf(username: string): LoginHistory
}

/** Checks passwords and locks a user out of everything but the login page after too many wrong ones. */
export const createLoginGuard = (
  world: World,
  failuresUntilCaptcha: number,
  clock: () => number = Date.now,
): LoginGuard => {
  const inARow = new Map<string, number>()
  const histories = new Map<string, LoginHistory>()
  const keyOf = (username: string): string => world.findUser(username)?.key ?? ''
  const historyOf = (username: string): LoginHistory => histories.get(keyOf(username)) ?? { failed: 0, succeeded: 0 }
  const needsCaptcha = (username: string): boolean => (inARow.get(keyOf(username)) ?? 0) >= failuresUntilCaptcha
  return {
    attempt: (username, password, captchaSolved = false) => {
      const user = world.findUser(username)
      if (user === undefined || !user.active) return { kind: 'failed' }
      if (needsCaptcha(user.name) && !captchaSolved) return { kind: 'denied' }
      const past = historyOf(user.name)
      if (user.password !== password) {
        inARow.set(user.key, (inARow.get(user.key) ?? 0) + 1)
        histories.set(user.key, { ...past, failed: past.failed + 1, lastFailedAt: clock() })
        return { kind: 'failed' }
      }
      inARow.delete(user.key)
      const previous = past.latestAt === undefined ? {} : { previousAt: past.latestAt }
      histories.set(user.key, { ...past, ...previous, succeeded: past.succeeded + 1, latestAt: clock() })
      return { kind: 'ok', user }
    },
    needsCaptcha,
    historyOf,
  }
}
