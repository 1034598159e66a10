/** Variables a program gets; `undefined` takes one away that would be inherited. */
export type EnvironmentOverrides = Readonly<Record<string, string | undefined>>

/** What would make a program believe that it has no person in front of it, or has another terminal than ours. */
const misleading =
  /^(CI|CI_.*|CONTINUOUS_INTEGRATION|GITHUB_ACTIONS|BUILD_NUMBER|FORCE_COLOR|NO_COLOR|NODE_ENV|VITEST.*|COLUMNS|LINES|TERM_.*|TMUX.*|KITTY_.*|WT_SESSION|XTERM_VERSION|INK_SCREEN_READER|LC_.*)$/

/**
 * The environment for a program in the driver's terminal: the given one without marks of CI, of test runners and of
 * other terminals; an xterm with true colour and UTF-8; the overrides last.
 */
export const programEnvironment = (inherited: NodeJS.ProcessEnv, overrides: EnvironmentOverrides = {}) => {
  const kept = Object.entries(inherited).filter(([name]) => !misleading.test(name))
  const own = { TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' }
  const all: Record<string, string | undefined> = { ...Object.fromEntries(kept), ...own, ...overrides }
  const present: Record<string, string> = {}
  for (const [name, value] of Object.entries(all)) if (value !== undefined) present[name] = value
  return present
}
