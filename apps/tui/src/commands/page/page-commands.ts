import { type Command, InvalidArgumentError } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import type { PageLinkOptions } from './link.ts'
import type { PageSearchOptions } from './search.ts'

const toLimit = (text: string): number | 'all' => {
  if (text === 'all') return 'all'
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a number above 0, or all.')
  return Number(text)
}

const wikiFlag = ['--wiki <name>', 'the saved Confluence, where there are several'] as const

/** The verbs of `mmd-tui page`: parsing only. */
export const addPageCommands = (page: Command, choose: Choose): void => {
  page
    .command('search')
    .description('pages in which words stand')
    .argument('<words...>', 'all of them have to stand in a page')
    .option('--space <key>', 'in one space alone')
    .option('--limit <count|all>', 'how many at most', toLimit, 25)
    .option(...wikiFlag)
    .addHelpText(
      'after',
      examples('mmd-tui page search runbook refunds', 'mmd-tui page search refunds --space OPS --json'),
    )
    .action((words: string[], options: PageSearchOptions) =>
      choose('page search', words, options, async (context) =>
        (await import('./search.ts')).runPageSearch(context, words, options),
      ),
    )
  page
    .command('link')
    .description('link a page to an issue, so that Jira shows it as a page')
    .argument('<key>', 'such as PAY-12')
    .argument('<page>', 'its id, address or whole title')
    .option('--title <text>', 'what Jira shows, instead of the page’s own title')
    .option(...wikiFlag)
    .addHelpText('after', examples('mmd-tui page link PAY-12 98342', 'mmd-tui page link PAY-12 "Runbook: Refunds"'))
    .action((key: string, which: string, options: PageLinkOptions) =>
      choose('page link', [key, which], options, async (context) =>
        (await import('./link.ts')).runPageLink(context, key, which, options),
      ),
    )
  page
    .command('unlink')
    .description('take the link to a page away from an issue')
    .argument('<key>', 'such as PAY-12')
    .argument('<page>', 'its id or address')
    .addHelpText('after', examples('mmd-tui page unlink PAY-12 98342'))
    .action((key: string, which: string) =>
      choose('page unlink', [key, which], {}, async (context) =>
        (await import('./unlink.ts')).runPageUnlink(context, key, which),
      ),
    )
}
