import type { RefresherPorts } from './ports.ts'

/** When a read was asked: what the site has taken from us since may be missing in its answer. */
export interface ReadMoment {
  /** `settledOrder` of the newest operation that the site had taken. */
  readonly order: number
  /** Epoch milliseconds, by this machine's clock. */
  readonly askedAt: number
}

/** To be called right before asking. */
export const beginRead = ({ store, now }: Pick<RefresherPorts, 'store' | 'now'>): ReadMoment => ({
  order: store.outbox.lastOrder(),
  askedAt: now(),
})
