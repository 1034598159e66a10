import { type Command, Option } from 'commander'
import type { Choose } from '../invocation.ts'
import type { SiteAddOptions } from './add.ts'
import type { SiteRemoveOptions } from './change.ts'
import type { SiteEditOptions } from './edit.ts'
import { addSiteFlags } from './site-flags.ts'
import { unsettable } from './unset.ts'

/** The verbs of `mmd-tui site`: parsing only. */
export const addSiteCommands = (site: Command, choose: Choose): void => {
  addAdd(site, choose)
  addEdit(site, choose)
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
    .option('--revoke', 'make the site forget the token first')
    .action((name: string, options: SiteRemoveOptions) =>
      choose('site remove', [name], options, async (context) =>
        (await import('./change.ts')).runSiteRemove(context, name, options),
      ),
    )
}

const addAdd = (site: Command, choose: Choose): void => {
  const add = site
    .command('add')
    .description('save a site')
    .argument('<url>', 'base URL with its path, such as https://jira.example.com/jira')
    .option('--name <name>', 'short name; made from the URL when left away')
  addSiteFlags(add).action((url: string, options: SiteAddOptions) =>
    choose('site add', [url], options, async (context) => (await import('./add.ts')).runSiteAdd(context, url, options)),
  )
}

const addEdit = (site: Command, choose: Choose): void => {
  const edit = site
    .command('edit')
    .description('change a saved site')
    .argument('<name>')
    .option('--url <url>', 'another base URL')
    .addOption(new Option('--unset <field...>', 'go back to what is usual').choices(unsettable))
  addSiteFlags(edit).action((name: string, options: SiteEditOptions) =>
    choose('site edit', [name], options, async (context) =>
      (await import('./edit.ts')).runSiteEdit(context, name, options),
    ),
  )
}

const toArgs = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name])
