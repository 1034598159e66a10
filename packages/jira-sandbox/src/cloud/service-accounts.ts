import { randomUUID } from 'node:crypto'
import type { SandboxUser } from '../world/world.ts'

const prefix = 'SERVICEACCOUNT'

/** True for the user key of a service account. */
export const isServiceKey = (key: string): boolean => key.startsWith(prefix)

/** The account that a service account acts as, with a mail address of its own that nobody reads. */
export const makeServiceUser = (name: string, number: number): SandboxUser => {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')
  return {
    name: `service-${number}`,
    key: `${prefix}${number}`,
    displayName: name,
    email: `${slug}-${number}@serviceaccount.example`,
    active: true,
    // Nobody knows it: a service account has no browser.
    password: randomUUID(),
    timeZone: 'Etc/UTC',
    locale: 'en_US',
  }
}
