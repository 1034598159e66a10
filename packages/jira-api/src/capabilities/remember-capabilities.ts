import { outsideCalls } from '../client/call-context.ts'
import { abortable, openCallScope } from '../client/call-scope.ts'
import { msLeft } from '../client/http.ts'
import type { CapabilitiesFace } from '../faces/capabilities.ts'
import { type Capabilities, isCurrent, readKeptCapabilities } from './capabilities.ts'

/** Where capabilities are kept between runs. What it throws is ignored: a site can be asked again. */
export interface CapabilityMemory {
  /** Whatever was saved, unchecked; undefined when there is nothing. */
  readonly load: () => Promise<unknown>
  readonly save: (capabilities: Capabilities) => Promise<void>
}

/** What the remembering needs. */
export interface RememberPorts {
  readonly probe: () => Promise<Capabilities>
  readonly memory: CapabilityMemory | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
}

const ignoring = async <T>(attempt: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await attempt()
  } catch {
    return undefined
  }
}

/** Asks a site once for all who want to know, and not at all while what an earlier run found out is fresh. */
export const rememberCapabilities = ({ probe, memory, now }: RememberPorts): CapabilitiesFace => {
  let known: Capabilities | undefined
  let asking: Promise<Capabilities> | undefined

  const kept = async (): Promise<Capabilities | undefined> => {
    if (known === undefined && memory !== undefined)
      known = readKeptCapabilities(await ignoring(memory.load)) ?? undefined
    return known !== undefined && isCurrent(known, now()) ? known : undefined
  }

  const ask = async (): Promise<Capabilities> => {
    const found = await probe()
    known = found
    await ignoring(async () => memory?.save(found))
    return found
  }

  return {
    capabilities: async ({ fresh = false }, { signal } = {}) => {
      const remembered = fresh ? undefined : await kept()
      if (remembered !== undefined) return remembered
      asking ??= outsideCalls(ask).finally(() => {
        asking = undefined
      })
      using scope = openCallScope(signal, msLeft())
      try {
        return await abortable(asking, { signal: scope.signal, request: 'GET capabilities' })
      } catch (error) {
        throw scope.toError(error)
      }
    },
  }
}
