import { connectSite } from '@mmd/jira-api'
import { type Engine, openReplica, openStore, type Replica, type Store } from '@mmd/replica'
import { openEngine } from '@mmd/replica/background'
import type { Place } from './messages.ts'

/** A site's copy with its background side, as the program has it. */
export interface OpenedPlace {
  readonly engine: Engine
  readonly replica: Replica
  /** The replica's own connection. */
  readonly store: Store
}

/** While things go wrong a site that does not answer is given up soon; afterwards it is only the machine that is slow. */
const timeouts = {
  soon: { connect: 1_000, response: 600, request: 2_000, idle: 1_000 },
  late: { connect: 20_000, response: 30_000, request: 60_000, idle: 30_000 },
}

/** The sandbox is done with a request sooner than a real site may be: see how long its slow answers take. */
const graces = { broken: 1_500, timeout: 2_500, orphan: 2_500 }

export const openPlace = (
  { folder, identity, baseUrl, deployment, authorization, me }: Place,
  givesUp: 'soon' | 'late',
): OpenedPlace => {
  const authorize = async (): Promise<string> => authorization
  const client = connectSite({ baseUrl, deployment, authorize, timeouts: timeouts[givesUp] })
  const open = (): Store => openStore({ folder, identity })
  const store = open()
  const engine = openEngine({ client, store: open(), deployment, me, graces })
  return { store, engine, replica: openReplica({ store, engine, me, deployment }) }
}
