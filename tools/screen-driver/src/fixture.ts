import { fileURLToPath } from 'node:url'
import { openScreen } from './open-screen.ts'
import type { Screen, ScreenOptions } from './screen.ts'

/** Opens one of the small programs in `fixtures/` on a screen of 40 × 10. */
export const openFixture = (
  name: string,
  args: readonly string[] = [],
  options: Partial<ScreenOptions> = {},
): Promise<Screen> => {
  const file = fileURLToPath(new URL(`../fixtures/${name}.mjs`, import.meta.url))
  return openScreen({ cols: 40, rows: 10, ...options, command: process.execPath, args: [file, ...args] })
}
