import { type Command, Option } from 'commander'
import type { Choose } from '../invocation.ts'
import type { AuthLoginOptions } from './login.ts'

/** The verbs of `mmd-tui auth`: parsing only. */
export const addAuthCommands = (auth: Command, choose: Choose): void => {
  auth
    .command('login')
    .description('sign in to a site')
    .argument('[site]')
    .addOption(new Option('--callback <way>', 'how the redirect comes back').choices(['listener', 'browser', 'paste']))
    .option('--no-browser', 'print the URL, open nothing')
    .option('--token-stdin', 'read a personal access token or API token from standard input')
    .option('--password-stdin', 'read the password from standard input')
    .option('--client-secret-stdin', 'read the client secret from standard input')
    .action((site: string | undefined, options: AuthLoginOptions) =>
      choose('auth login', toArgs(site), options, async (context) =>
        (await import('./login.ts')).runAuthLogin(context, site, options),
      ),
    )
  auth
    .command('status')
    .description('who is signed in, until when, and where the secrets lie')
    .argument('[site]')
    .action((site: string | undefined) =>
      choose('auth status', toArgs(site), {}, async (context) =>
        (await import('./status.ts')).runAuthStatus(context, site),
      ),
    )
  auth
    .command('refresh')
    .description('renew the token now')
    .argument('[site]')
    .action((site: string | undefined) =>
      choose('auth refresh', toArgs(site), {}, async (context) =>
        (await import('./refresh.ts')).runAuthRefresh(context, site),
      ),
    )
  auth
    .command('logout')
    .description('revoke and forget the token')
    .argument('[site]')
    .action((site: string | undefined) =>
      choose('auth logout', toArgs(site), {}, async (context) =>
        (await import('./logout.ts')).runAuthLogout(context, site),
      ),
    )
  addTwoStep(auth, choose)
}

const addTwoStep = (auth: Command, choose: Choose): void => {
  auth
    .command('url')
    .description('begin a sign-in that is finished with auth complete, and print its URL')
    .argument('[site]')
    .action((site: string | undefined) =>
      choose('auth url', toArgs(site), {}, async (context) =>
        (await import('./two-step.ts')).runAuthUrl(context, site),
      ),
    )
  auth
    .command('complete')
    .description('finish the sign-in that auth url began; - reads the address from standard input')
    .argument('<url>', 'the address that the browser was sent to')
    .action((url: string) =>
      choose('auth complete', [url], {}, async (context) =>
        (await import('./two-step.ts')).runAuthComplete(context, url),
      ),
    )
}

const toArgs = (site: string | undefined): readonly string[] => (site === undefined ? [] : [site])
