import { expect, test } from 'vitest'
import { findFreePort } from './free-port.ts'
import { startTestSite } from './testing.ts'

test('A port that was found can be served on, and no system hands it out by itself', async () => {
  const port = await findFreePort()
  expect(port).toBeLessThan(32_768)
  await using site = await startTestSite({ port })
  expect(site.sandbox.port).toBe(port)
})
