/** What the browser is started with. */
export interface LaunchOptions {
  /** Folder of its temporary profile. */
  readonly profile: string
  /** Chromium refuses to start in its sandbox as root. */
  readonly isRoot: boolean
}

/**
 * What the window shows until it is sent to the site. The site's own address is never an argument: all users of the
 * machine can read those, and it holds the state.
 */
const startPage = `data:text/html,${encodeURIComponent('<title>mmd-tui</title><meta name=color-scheme content="light dark">')}`

const disabledFeatures = [
  'Translate',
  // Port-less `http://…` redirect URLs are to be seen as they are, not as https.
  'HttpsUpgrades',
  'HttpsFirstBalancedMode',
  'HttpsFirstBalancedModeAutoEnable',
  // A page that was loaded ahead of time would have asked for its address before the person went there.
  'Prerender2',
  // Looks for screens in the local network, for which macOS asks the person.
  'MediaRouter',
  'DialMediaRouteProvider',
]

/** The arguments that make a Chromium an app window which is watched over the file descriptors 3 and 4. */
export const launchArguments = ({ profile, isRoot }: LaunchOptions): readonly string[] => [
  '--remote-debugging-pipe',
  `--user-data-dir=${profile}`,
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-breakpad',
  `--disable-features=${disabledFeatures.join(',')}`,
  // The desktop's keychains would ask for leave, for a profile that lives a few minutes.
  '--password-store=basic',
  '--use-mock-keychain',
  // On Windows both would start the program anew, without our pipe.
  '--edge-skip-compat-layer-relaunch',
  '--do-not-de-elevate',
  '--window-size=960,760',
  ...(isRoot ? ['--no-sandbox'] : []),
  `--app=${startPage}`,
]

/** The environment without what is ours: `MMD_…` may hold a token, and child processes show theirs to others. */
export const launchEnvironment = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || /^MMD_/iu.test(name) ? [] : [[name, value]],
    ),
  )
