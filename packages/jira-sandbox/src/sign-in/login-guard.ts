import type { SandboxUser, World } from '../world/world.ts'

/** What came of a user name and a password. `denied`: not even looked at, a CAPTCHA must be solved first. */
export type LoginOutcome = { readonly kind: 'ok'; readonly user: SandboxUser } | { readonly kind: 'failed' | 'denied' }

export interface LoginGuard {
  /** `captchaSolved` is what only the login page can bring. */
  attempt(username: string, password: string, captchaSolved?: boolean): LoginOutcome
  needsCaptcha(username: string): boolean
  failuresOf(username: string): number
}

/** Checks passwords and locks a user out of everything but the login page after too many wrong ones. */
export const createLoginGuard = (world: World, failuresUntilCaptcha: number): LoginGuard => {
  const failures = new Map<string, number>()
  const failuresOf = (username: string): number => failures.get(world.findUser(username)?.key ?? '') ?? 0
  const needsCaptcha = (username: string): boolean => failuresOf(username) >= failuresUntilCaptcha
  return {
    attempt: (username, password, captchaSolved = false) => {
      const user = world.findUser(username)
      if (user === undefined || !user.active) return { kind: 'failed' }
      if (needsCaptcha(user.name) && !captchaSolved) return { kind: 'denied' }
      if (user.password !== password) {
        failures.set(user.key, failuresOf(user.name) + 1)
        return { kind: 'failed' }
      }
      failures.delete(user.key)
      return { kind: 'ok', user }
    },
    needsCaptcha,
    failuresOf,
  }
}
