import type { Screen } from '@mmd/tools-screen-driver'
import { expect } from 'vitest'
import { type Home, patienceMs } from './program.ts'

const statesInOutbox = async (home: Pick<Home, 'run'>, flags: readonly string[]): Promise<readonly string[]> => {
  const { stdout, stderr } = await home.run(['outbox', 'list', '--json', ...flags])
  if (stdout === '') throw new Error(stderr)
  const waiting: readonly { readonly state: string }[] = JSON.parse(stdout)
  return waiting.map(({ state }) => state)
}

/**
 * Waits until nothing is on its way to the site: the header counts nothing, and the outbox holds nothing that will be sent. What was
 * done before must have been said on the screen: else there may be nothing yet. `flags` of the command name other sites.
 */
export const hasSent = async (
  home: Pick<Home, 'run'>,
  screen: Screen,
  { flags = [] }: { readonly flags?: readonly string[] } = {},
): Promise<void> => {
  await screen.waitForNoText(/⇅ [1-9]/)
  // The header is of the last frame; what is on its way stands in the outbox until the site has it.
  await expect.poll(() => statesInOutbox(home, flags), { timeout: patienceMs }).not.toContain('pending')
}
