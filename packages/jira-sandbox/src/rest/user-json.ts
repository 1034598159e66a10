import type { SandboxUser } from '../world/world.ts'
import { avatarUrls, type View } from './view.ts'

type UserJson = Readonly<Record<string, unknown>>

const avatarId = (key: string): number => 10_334 + ((key.length * 7 + key.charCodeAt(key.length - 1)) % 20)

/** A user as it stands in issues and lists. */
export const userJson = (view: View, user: SandboxUser): UserJson => ({
  self: `${view.baseUrl}/rest/api/2/user?username=${encodeURIComponent(user.name)}`,
  name: user.name,
  key: user.key,
  emailAddress: user.email,
  avatarUrls: avatarUrls(view, 'secure/useravatar', `avatarId=${avatarId(user.key)}`),
  displayName: user.displayName,
  active: user.active,
  timeZone: user.timeZone,
})

/** The user with a key; a deleted account has little more than its name left, null stays null. */
export const personJson = (view: View, key: string | null): UserJson | null => {
  if (key === null) return null
  const user = view.world.userByKey(key)
  return user === undefined ? { name: key.toLowerCase(), key, active: false } : userJson(view, user)
}

/** Users as pickers and profiles list them: with `deleted` and the locale. */
export const profileJson = (view: View, user: SandboxUser): UserJson => {
  const { timeZone, ...rest } = userJson(view, user)
  return { ...rest, deleted: false, timeZone, locale: user.locale }
}
