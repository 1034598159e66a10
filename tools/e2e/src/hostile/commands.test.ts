import { describe, expect, test } from 'vitest'
import { furnish } from './furnish.ts'
import { deployments, hostileWorld } from './hostile-world.ts'
import { foreignPrint } from './own-output.ts'

/** What is asked of a hostile site, and how each ends. Those that fail say why in the site's words. */
const commands = (key: string): readonly (readonly [args: readonly string[], code: number | null])[] => [
  [['issue', 'list', '--limit', '20'], 0],
  [['issue', 'list', '--limit', '20', '--plain'], 0],
  [['issue', 'list', '--limit', '20', '--csv'], 0],
  [['issue', 'list', '--limit', '20', '--json'], 0],
  [['issue', 'view', key, '--comments', 'all'], 0],
  [['issue', 'view', key, '--raw'], 0],
  [['view', 'list'], 0],
  [['sync'], 0],
  [['search', 'payment'], 0],
  [['issue', 'comment', key, '--body', 'Seen'], 0],
  [['issue', 'transition', key, '--to', 'Nowhere'], null],
  [['issue', 'edit', key, '--priority', 'Nonsense'], null],
  [['issue', 'assign', key, '--to', 'nobody-of-this-name'], null],
  [['issue', 'list', '--jql', 'project = NOPE'], null],
  [['issue', 'view', 'PAY-999999'], null],
  [['outbox'], 0],
  [['auth', 'status'], 0],
  [['site', 'list'], 0],
  [['site', 'show', 'acme'], 0],
  [['doctor'], null],
  [['undo'], null],
]

describe.each(deployments)('commands on a hostile %s site', (deployment) => {
  test('print text, line feeds and tabs alone, on both outputs', async () => {
    await using world = await hostileWorld(deployment)
    const key = furnish(world.sandbox.world)
    const marks = new Set<string>()
    for (const [args, code] of commands(key)) {
      const { stdout, stderr, code: ended } = await world.home.run(args)
      const said = `mmd-tui ${args.join(' ')}`
      expect([said, foreignPrint(stdout), foreignPrint(stderr)]).toEqual([said, [], []])
      if (code !== null) expect([said, ended, stderr]).toEqual([said, code, expect.any(String)])
      for (const mark of `${stdout}${stderr}`.match(/HX\d+h/g) ?? [])
        marks.add(world.site.disguise.marks.get(mark) ?? '')
    }
    expect([...marks]).toEqual(
      expect.arrayContaining([
        'fields.summary',
        'status.name',
        'priority.name',
        'issuetype.name',
        'assignee.displayName',
        'errorMessages',
      ]),
    )
  }, 240_000)
})
