import { type Command, Option } from 'commander'
import type { Choose } from '../invocation.ts'
import type { SiteAddOptions } from './add.ts'

/** The verbs of `mmd-tui site`: parsing only. */
export const addSiteCommands = (site: Command, choose: Choose): void => {
  addAdd(site, choose)
  site
    .command('list')
    .description('all saved sites')
    .action(() => choose('site list', [], {}, async (context) => (await import('./list.ts')).runSiteList(context)))
  site
    .command('show')
    .description('one saved site')
    .argument('[name]')
    .action((name: string | undefined) =>
      choose('site show', toArgs(name), {}, async (context) => (await import('./show.ts')).runSiteShow(context, name)),
    )
  site
    .command('use')
    .description('make a site the default')
    .argument('<name>')
    .action((name: string) =>
      choose('site use', [name], {}, async (context) => (await import('./change.ts')).runSiteUse(context, name)),
    )
  site
    .command('rename')
    .description('give a site another name')
    .argument('<old>')
    .argument('<new>')
    .action((old: string, name: string) =>
      choose('site rename', [old, name], {}, async (context) =>
        (await import('./change.ts')).runSiteRename(context, old, name),
      ),
    )
  site
    .command('remove')
    .description('forget a site and its secrets on this machine')
    .argument('<name>')
    .action((name: string) =>
      choose('site remove', [name], {}, async (context) => (await import('./change.ts')).runSiteRemove(context, name)),
    )
}

const addAdd = (site: Command, choose: Choose): void => {
  site
    .command('add')
    .description('save a site')
    .argument('<url>', 'base URL with its path, such as https://jira.example.com/jira')
    .option('--name <name>', 'short name; made from the URL when left away')
    .addOption(new Option('--method <method>', 'how to sign in').choices(['oauth2', 'pat']))
    .option('--client-id <id>', 'client id of the incoming application link')
    .option('--client-secret-stdin', 'read the client secret from standard input')
    .option('--redirect-uri <uri>', 'the registered redirect URL, byte for byte')
    .option('--scope <scope>', 'READ, WRITE, ADMIN or SYSTEM_ADMIN')
    .option('--insecure-http', 'allow plain http to a host that is not this machine')
    .option('--no-probe', 'save without asking the site')
    .action((url: string, options: SiteAddOptions) =>
      choose('site add', [url], options, async (context) =>
        (await import('./add.ts')).runSiteAdd(context, url, options),
      ),
    )
}

const toArgs = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name])
