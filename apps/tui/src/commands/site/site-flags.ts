import type { BadgeColour, SignInMethod, Site } from '@mmd/auth'
import { type Command, Option } from 'commander'
import { methodFacts } from '../../session/method-facts.ts'
import type { SecretFlags } from './read-secrets.ts'

/** What `site add` and `site edit` take. */
export interface SiteFlags extends SecretFlags {
  readonly method?: SignInMethod
  readonly clientId?: string
  readonly consumerKey?: string
  readonly redirectUri?: string
  readonly callbackUrl?: string
  readonly scope?: string
  readonly user?: string
  readonly ca?: string
  readonly systemCa?: boolean
  readonly cert?: string
  readonly key?: string
  readonly proxy?: string
  readonly insecureHttp?: boolean
  readonly badge?: BadgeColour
  readonly defaultView?: string
  readonly authUrl?: string
  readonly apiUrl?: string
  /** False with `--no-probe`. */
  readonly probe: boolean
  readonly deployment?: 'dc' | 'cloud'
}

const badges = ['blue', 'green', 'yellow', 'magenta', 'cyan', 'red'] as const satisfies readonly BadgeColour[]

/** Which kind of server `--deployment` names. */
export const deploymentOf: Readonly<Record<NonNullable<SiteFlags['deployment']>, Site['deployment']>> = {
  dc: 'datacenter',
  cloud: 'cloud',
}

/** Gives a verb the flags of `SiteFlags`. */
export const addSiteFlags = (command: Command): Command =>
  command
    .addOption(new Option('--method <method>', 'how to sign in').choices(Object.keys(methodFacts)))
    .option('--client-id <id>', 'client id of the application link or app; with oauth1 the consumer key')
    .addOption(new Option('--consumer-key <key>', 'the same under its name in oauth1').conflicts('clientId'))
    .option('--client-secret-stdin', 'read the client secret from standard input')
    .option('--private-key-stdin', 'oauth1: read an RSA key that the link knows; else one is made')
    .option('--redirect-uri <uri>', 'the registered redirect URL, byte for byte')
    .addOption(new Option('--callback-url <url>', 'the same for oauth1, or oob').conflicts('redirectUri'))
    .option('--scope <scope>', 'Data Center: READ, WRITE, ADMIN or SYSTEM_ADMIN; Cloud: scopes with blanks between')
    .option('--user <name>', 'who logs in: user name (basic), e-mail address (api-token)')
    .option('--ca <file>', 'trust the certificate authorities in this file too')
    .option('--system-ca', 'trust what the operating system trusts too')
    .option('--cert <file>', 'client certificate: PEM, or PKCS #12 with its key')
    .option('--key <file>', 'private key of the client certificate, PEM')
    .option('--cert-passphrase-stdin', 'read the passphrase of that key from standard input')
    .option('--proxy <url>', 'http://host:port of a proxy for this site, or none')
    .option('--proxy-login-stdin', 'read user:password for that proxy from standard input')
    .option('--insecure-http', 'allow plain http to a host that is not this machine')
    .addOption(new Option('--badge <colour>', 'colour of the site on screen').choices(badges))
    .option('--default-view <name>', 'the view that the site opens with')
    .option('--no-probe', 'save without asking the site')
    .addOption(new Option('--deployment <kind>', 'with --no-probe: what the site is').choices(['dc', 'cloud']))
    .addOption(new Option('--auth-url <url>', 'another authorization server of Atlassian’s').hideHelp())
    .addOption(new Option('--api-url <url>', 'another API host of Atlassian’s').hideHelp())
