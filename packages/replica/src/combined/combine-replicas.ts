import type { Replica } from '../replica.ts'
import { combinedActing } from './combined-acting.ts'
import { type Asking, combinedReading } from './combined-reading.ts'
import { combinedUndo } from './combined-undo.ts'
import { createRouter, type Member, type Router } from './router.ts'
import { ownSpec, viewPlace } from './site-view.ts'

/**
 * Several sites as one copy: rows of all in one list, under qualified keys; whatever is done to a row goes to its own site.
 * Opens and closes nothing: the members go on by themselves.
 */
export const combineReplicas = (given: readonly Member[]): Replica => {
  const router = createRouter(given)
  return { ...combinedReading(router), ...combinedActing(router), ...combinedUndo(router), ...combinedAsking(router) }
}

const combinedAsking = (router: Router): Asking => {
  const replicas = router.members.map(({ replica }) => replica)
  const all = async (ask: (replica: Replica) => Promise<void>): Promise<void> => {
    await Promise.all(replicas.map(ask))
  }
  const allOf = async (view: string, ask: (member: Member, id: string) => Promise<void>): Promise<void> => {
    const { members, id } = viewPlace(router, view)
    await Promise.all(members.map((member) => ask(member, id)))
  }
  return {
    subscribe: (listener) => {
      const ends = replicas.map((replica) => replica.subscribe(listener))
      return () => {
        for (const end of ends) end()
      }
    },
    poll: () => {
      for (const replica of replicas) replica.poll()
    },
    openView: (spec) => allOf(spec.id, ({ replica }) => replica.openView(ownSpec(router, spec))),
    refreshView: (view, options) => allOf(view, ({ replica }, id) => replica.refreshView(id, options)),
    loadMore: (view, count) => allOf(view, ({ replica }, id) => replica.loadMore(id, count)),
    countView: (spec) => allOf(spec.id, ({ replica }) => replica.countView(ownSpec(router, spec))),
    openIssue: (qualified, options) => {
      const { replica, key } = router.of(qualified)
      return replica.openIssue(key, options)
    },
    idle: () => all((replica) => replica.idle()),
    close: async () => undefined,
  }
}
