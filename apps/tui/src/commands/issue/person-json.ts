import type { User } from '@mmd/jira-api/model'

/** A person in JSON. */
export interface PersonJson {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

export const toPersonJson = (user: User | null): PersonJson | null =>
  user === null ? null : { id: user.id, name: user.name, active: user.active }
