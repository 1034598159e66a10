import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.restoreAllMocks()
  vi.resetModules()
})

test('loading the way to the first rows makes nothing that compares names: its tables take longer than the rows', async () => {
  vi.resetModules()
  const made = vi.spyOn(Intl, 'Collator')
  const { drawFirstRows } = await import('./first-rows.ts')
  expect(drawFirstRows).toBeTypeOf('function')
  expect(made).not.toHaveBeenCalled()
})
