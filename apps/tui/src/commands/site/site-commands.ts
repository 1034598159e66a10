import { type Command, Option } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import type { SiteAddOptions } from './add.ts'
import type { SiteRemoveOptions } from './change.ts'
import type { SiteEditOptions } from './edit.ts'
import type { SiteExportOptions } from './export.ts'
import type { SiteJoinOptions } from './join.ts'
import { addSiteFlags } from './site-flags.ts'
import { unsettable } from './unset.ts'

/** The verbs of `mmd-tui site`: parsing only. */
export const addSiteCommands = (site: Command, choose: Choose): void => {
  addAdd(site, choose)
  addEdit(site, choose)
  site
    .command('list')
    .description('all saved sites')
    .addHelpText('after', examples('mmd-tui site list --json'))
    .action(() => choose('site list', [], {}, async (context) => (await import('./list.ts')).runSiteList(context)))
  site
    .command('show')
    .description('one saved site')
    .argument('[name]', 'a saved site; else the default one')
    .addHelpText('after', examples('mmd-tui site show', 'mmd-tui site show work --json'))
    .action((name: string | undefined) =>
      choose('site show', toArgs(name), {}, async (context) => (await import('./show.ts')).runSiteShow(context, name)),
    )
  site
    .command('use')
    .description('make a site the default')
    .argument('<name>', 'a saved site')
    .addHelpText('after', examples('mmd-tui site use work'))
    .action((name: string) =>
      choose('site use', [name], {}, async (context) => (await import('./change.ts')).runSiteUse(context, name)),
    )
  site
    .command('rename')
    .description('give a site another name')
    .argument('<old>', 'its name until now')
    .argument('<new>', 'its name from now on')
    .addHelpText('after', examples('mmd-tui site rename jira work'))
    .action((old: string, name: string) =>
      choose('site rename', [old, name], {}, async (context) =>
        (await import('./change.ts')).runSiteRename(context, old, name),
      ),
    )
  site
    .command('remove')
    .description('forget a site and its secrets on this machine')
    .argument('<name>', 'a saved site')
    .option('--revoke', 'make the site forget the token first')
    .addHelpText('after', examples('mmd-tui site remove work --revoke'))
    .action((name: string, options: SiteRemoveOptions) =>
      choose('site remove', [name], options, async (context) =>
        (await import('./change.ts')).runSiteRemove(context, name, options),
      ),
    )
  addInvites(site, choose)
}

const addAdd = (site: Command, choose: Choose): void => {
  const add = site
    .command('add')
    .description('save a site')
    .argument('<url>', 'base URL with its path, such as https://jira.example.com/jira')
    .option('--name <name>', 'short name; made from the URL when left away')
    .addHelpText(
      'after',
      examples(
        'mmd-tui site add https://jira.example.com --name work',
        'mmd-tui site add https://jira.example.com --client-id 4f2a \\',
        '  --redirect-uri http://localhost:8734/oauth/redirect',
        'mmd-tui site add https://acme.atlassian.net --user ada@example.com',
      ),
    )
  addSiteFlags(add).action((url: string, options: SiteAddOptions) =>
    choose('site add', [url], options, async (context) => (await import('./add.ts')).runSiteAdd(context, url, options)),
  )
}

const addEdit = (site: Command, choose: Choose): void => {
  const edit = site
    .command('edit')
    .description('change a saved site')
    .argument('<name>', 'a saved site')
    .option('--url <url>', 'another base URL')
    .addOption(new Option('--unset <field...>', 'go back to what is usual').choices(unsettable))
    .addHelpText(
      'after',
      examples(
        'mmd-tui site edit work --badge green --default-view Mine',
        'mmd-tui site edit work --method pat',
        'mmd-tui site edit work --unset proxy badge',
      ),
    )
  addSiteFlags(edit).action((name: string, options: SiteEditOptions) =>
    choose('site edit', [name], options, async (context) =>
      (await import('./edit.ts')).runSiteEdit(context, name, options),
    ),
  )
}

const addInvites = (site: Command, choose: Choose): void => {
  site
    .command('export')
    .description('write an invite to a site, sealed with a passphrase')
    .argument('<name>', 'a saved site')
    .option('-o, --output <file>', 'the file to write; standard output when left away')
    .option('--force', 'write over a file that is there')
    .option('--note <text>', 'a line for those who join')
    .option('--passphrase-stdin', 'read the passphrase from standard input')
    .option('--no-secret', 'for methods without a shared secret: seal nothing')
    .addHelpText(
      'after',
      examples(
        'mmd-tui site export work -o work.invite --note "Ask Ada"',
        'mmd-tui site export work --passphrase-stdin < passphrase.txt',
      ),
    )
    .action((name: string, options: SiteExportOptions) =>
      choose('site export', [name], options, async (context) =>
        (await import('./export.ts')).runSiteExport(context, name, options),
      ),
    )
  site
    .command('join')
    .description('save the site that an invite leads to')
    .argument('<file>', 'what site export has written; - reads it from standard input')
    .option('--name <name>', 'another short name than the invite’s')
    .option('--user <name>', 'who logs in: user name (basic), e-mail address (api-token)')
    .option('--passphrase-stdin', 'read the passphrase from standard input')
    .option('--yes', 'save it without asking')
    .option('--login', 'go on to sign in')
    .addHelpText(
      'after',
      examples('mmd-tui site join work.invite --login', 'mmd-tui site join - --yes --passphrase-stdin < work.invite'),
    )
    .action((file: string, options: SiteJoinOptions) =>
      choose('site join', [file], options, async (context) =>
        (await import('./join.ts')).runSiteJoin(context, file, options),
      ),
    )
}

const toArgs = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name])
