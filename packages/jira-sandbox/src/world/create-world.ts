import { makeGroups, makePeople } from './people.ts'
import type { World, WorldOptions } from './world.ts'

/** A world to serve: the same options give the same world. */
export const createWorld = (options: WorldOptions = {}): World => {
  void options
  const users = makePeople()
  let last = 90_000
  return {
    users,
    findUser: (name) => users.find((user) => user.name.toLowerCase() === name.toLowerCase()),
    userByKey: (key) => users.find((user) => user.key === key),
    groups: makeGroups(users),
    projects: [],
    findProject: () => undefined,
    issues: [],
    findIssue: () => undefined,
    filters: [],
    nextId: () => (last += 1),
  }
}
