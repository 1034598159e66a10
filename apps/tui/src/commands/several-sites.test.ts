import { expect, test } from 'vitest'
import type { CommandContext } from './invocation.ts'
import { eachSite } from './several-sites.ts'

const names = ['acme', 'beta', 'gamma']

/** As much of a context as choosing sites needs. */
const contextOf = (signal: AbortSignal): CommandContext => ({ signal, globals: {} }) as unknown as CommandContext

test('a site that fails is named, and the next ones have their turns', async () => {
  const { values, errors, left } = await eachSite(contextOf(new AbortController().signal), names, async (context) => {
    if (context.globals.site === 'beta') throw new Error('no')
    return context.globals.site
  })
  expect({ values, left }).toEqual({ values: ['acme', 'gamma'], left: [] })
  expect(errors.map(({ site }) => site)).toEqual(['beta'])
})

test('once it is stopped nothing is begun at another site, and what there is stands', async () => {
  const stop = new AbortController()
  const { values, errors, left } = await eachSite(contextOf(stop.signal), names, async ({ globals }) => {
    stop.abort()
    return globals.site
  })
  expect({ values, errors, left }).toEqual({ values: ['acme'], errors: [], left: ['beta', 'gamma'] })
})

test('what was broken off at a site is no error of that site', async () => {
  const stop = new AbortController()
  const { values, errors, left } = await eachSite(contextOf(stop.signal), names, async ({ signal }) => {
    stop.abort()
    signal.throwIfAborted()
  })
  expect({ values, errors, left }).toEqual({ values: [], errors: [], left: names })
})
