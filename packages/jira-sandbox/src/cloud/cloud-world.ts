import type { SandboxUser, World } from '../world/world.ts'
import { accountIdOf } from './account-ids.ts'
import { adminGroup } from './site-admins.ts'

/** A world as Cloud sees it: an account goes by its id wherever Data Center has a login name. */
export interface CloudWorld extends World {
  /** Adds an account that a robot uses, as a member of some groups. */
  addAccount(user: SandboxUser, groups: readonly string[]): void
}

/**
 * Looks at a world as Cloud does. The world itself stays what it is; changes of either are seen by both. Those of the mail
 * addresses administer the site.
 */
export const toCloudWorld = (world: World, administrators: readonly string[] = []): CloudWorld => {
  const groups = new Map([...world.groups].map(([name, keys]): [string, Set<string>] => [name, new Set(keys)]))
  const admins = world.users.filter(({ email }) => administrators.includes(email)).map(({ key }) => key)
  if (admins.length > 0) groups.set(adminGroup, new Set(admins))
  const views = new WeakMap<SandboxUser, SandboxUser>()
  const viewOf = (user: SandboxUser): SandboxUser => {
    const known = views.get(user)
    if (known !== undefined) return known
    // The account is the prototype, so that whatever changes there (a name, a deactivation) shows here.
    const view = Object.create(user, { name: { value: accountIdOf(user.key), enumerable: true } }) as SandboxUser
    views.set(user, view)
    return view
  }
  return {
    ...world,
    groups,
    get users() {
      return world.users.map(viewOf)
    },
    findUser: (accountId) => {
      const found = world.users.find(({ key }) => accountIdOf(key) === accountId)
      return found === undefined ? undefined : viewOf(found)
    },
    userByKey: (key) => {
      const found = world.userByKey(key)
      return found === undefined ? undefined : viewOf(found)
    },
    addAccount: (user, groupNames) => {
      world.users.push(user)
      for (const name of groupNames) groups.set(name, (groups.get(name) ?? new Set()).add(user.key))
    },
  }
}
