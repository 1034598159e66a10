import { type Replica, visitedView } from '../replica.ts'
import { acting } from './acting.ts'
import { type Face, openFace, type ReplicaOptions } from './face.ts'
import { reading } from './reading.ts'

type Asking = Pick<Replica, 'openView' | 'refreshView' | 'loadMore' | 'countView' | 'openIssue' | 'idle' | 'close'>

/** The local copy of one site for a screen or a command. It asks the site for nothing until it is told to. */
export const openReplica = (options: ReplicaOptions): Replica => {
  const face = openFace(options)
  return { ...reading(face), ...acting(face), ...asking(face) }
}

/** What the engine does for it. The rows are there when the promise resolves. */
const asking = ({ store, engine, views, values, changes, settling, stop }: Face): Asking => {
  let isClosed = false

  const done = async (work: Promise<void>): Promise<void> => {
    await work
    if (!isClosed) changes.poll()
  }

  return {
    openView: (spec) => {
      views.opened(spec)
      changes.changed()
      return spec.id === visitedView ? Promise.resolve() : done(engine.openView(spec))
    },
    refreshView: (id, options) => done(engine.refreshView(id, options)),
    loadMore: (id, count) => done(engine.loadMore(id, count)),
    countView: (spec) => (spec.id === visitedView ? Promise.resolve() : done(engine.countView(spec))),
    openIssue: (key, options) => done(engine.openIssue(key, options)),
    idle: async () => {
      for (;;) {
        await done(engine.idle())
        const moving = isClosed ? [] : settling.moving()
        if (moving.length === 0) return
        await Promise.all(moving.map(({ id }) => settling.settled(id)))
      }
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      stop()
      settling.close()
      values.close()
      await engine.close()
      store.close()
    },
  }
}
