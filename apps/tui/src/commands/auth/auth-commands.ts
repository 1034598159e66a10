import { type Command, InvalidArgumentError, Option } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import type { AuthLoginOptions } from './login-flags.ts'
import type { AuthStatusOptions } from './status.ts'
import type { AuthUrlOptions } from './two-step.ts'

/** The verbs of `mmd-tui auth`: parsing only. */
export const addAuthCommands = (auth: Command, choose: Choose): void => {
  addLogin(auth, choose)
  auth
    .command('status')
    .description('who is signed in, until when, and where the secrets lie')
    .argument('[site]', 'a saved site; else the default one')
    .option('--check', 'ask the site whether it accepts what is stored')
    .addHelpText('after', examples('mmd-tui auth status --check', 'mmd-tui auth status work --json'))
    .action((site: string | undefined, options: AuthStatusOptions) =>
      choose('auth status', toArgs(site), options, async (context) =>
        (await import('./status.ts')).runAuthStatus(context, site, options),
      ),
    )
  auth
    .command('refresh')
    .description('renew the token now')
    .argument('[site]', 'a saved site; else the default one')
    .addHelpText('after', examples('mmd-tui auth refresh work'))
    .action((site: string | undefined) =>
      choose('auth refresh', toArgs(site), {}, async (context) =>
        (await import('./refresh.ts')).runAuthRefresh(context, site),
      ),
    )
  auth
    .command('logout')
    .description('revoke and forget the token')
    .argument('[site]', 'a saved site; else the default one')
    .addHelpText('after', examples('mmd-tui auth logout work'))
    .action((site: string | undefined) =>
      choose('auth logout', toArgs(site), {}, async (context) =>
        (await import('./logout.ts')).runAuthLogout(context, site),
      ),
    )
  addTwoStep(auth, choose)
}

const addLogin = (auth: Command, choose: Choose): void => {
  const modes = ['off', 'refresh', 'get-and-refresh']
  auth
    .command('login')
    .description('sign in to a site')
    .argument('[site]', 'a saved site; else the default one')
    .addOption(new Option('--callback <way>', 'how the redirect comes back').choices(['listener', 'browser', 'paste']))
    .option('--no-browser', 'print the URL, open nothing')
    .option('--token-stdin', 'read a personal access token or API token from standard input')
    .option('--password-stdin', 'read the password from standard input')
    .option('--client-secret-stdin', 'read the client secret from standard input')
    .option('--user <name>', 'who logs in from now on (basic, api-token)')
    .addOption(new Option('--oauth <mode>', 'use what is stored: as it is, renewed, or else sign in').choices(modes))
    .option('--mint', 'make a personal access token with the sign-in and use that from then on')
    .option('--days <n>', 'how long that token works; 90, and 0 for one without an end', toDays)
    .addHelpText(
      'after',
      examples(
        'mmd-tui auth login',
        'mmd-tui auth login work --token-stdin < token.txt',
        'mmd-tui auth login work --callback paste --no-browser',
        'mmd-tui auth login work --mint --days 30',
      ),
    )
    .action((site: string | undefined, options: AuthLoginOptions) =>
      choose('auth login', toArgs(site), options, async (context) =>
        (await import('./login.ts')).runAuthLogin(context, site, options),
      ),
    )
}

const addTwoStep = (auth: Command, choose: Choose): void => {
  auth
    .command('url')
    .description('begin a sign-in that is finished with auth complete, and print its URL')
    .argument('[site]', 'a saved site; else the default one')
    .option('--client-secret-stdin', 'read the client secret from standard input')
    .addHelpText('after', examples('mmd-tui auth url work'))
    .action((site: string | undefined, options: AuthUrlOptions) =>
      choose('auth url', toArgs(site), options, async (context) =>
        (await import('./two-step.ts')).runAuthUrl(context, site, options),
      ),
    )
  auth
    .command('complete')
    .description('finish the sign-in that auth url began; - reads the address from standard input')
    .argument('<url>', 'the address that the browser was sent to')
    .addHelpText('after', examples('mmd-tui auth complete - < address.txt'))
    .action((url: string) =>
      choose('auth complete', [url], {}, async (context) =>
        (await import('./two-step.ts')).runAuthComplete(context, url),
      ),
    )
}

const toDays = (text: string): number => {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of days.')
  return Number(text)
}

const toArgs = (site: string | undefined): readonly string[] => (site === undefined ? [] : [site])
