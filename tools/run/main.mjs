// What the npm scripts call: `node tools/run/main.mjs COMMAND [arguments]`. See the table at the end.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, environment, install, node, program, root, run } from './prepare.mjs'
import { allKinds, clearResults, closingLine, totals, troubles } from './totals.mjs'

const [command, ...args] = process.argv.slice(2)

const sayTotals = (kinds) => {
  for (const line of troubles(root, kinds)) process.stdout.write(`${line}\n`)
  process.stdout.write(`${closingLine(totals(root, kinds))}\n`)
}

const say = (text) => process.stderr.write(`${text}\n`)

/** A TypeScript file of ours, run from source. */
const source = (file, extra = []) =>
  run(node, ['--conditions=@mmd/source', join(root, file), ...extra, ...args], { env: environment() })

const bin = (name, list, folder = '.') =>
  run(node, [join(root, 'node_modules', name), ...list], { env: environment(), cwd: join(root, folder) })

/** Nx over all projects. CI runs everything anew: a replayed result proves nothing. */
const nx = (list) =>
  bin('nx/dist/bin/nx.js', [
    ...list,
    '--outputStyle=static',
    '--parallel=2',
    ...(process.env.CI ? ['--skip-nx-cache'] : []),
  ])

const app = (list) => run(node, [program, ...list], { env: environment() })

const inOrder = (steps) => {
  for (const [title, step] of steps) {
    say(`\n▸ ${title}`)
    const status = step()
    if (status !== 0) {
      say(`✗ ${title}`)
      return status
    }
  }
  return 0
}

const check = () =>
  inOrder([
    ['format and import order (biome)', () => bin('@biomejs/biome/bin/biome', ['check', '.'])],
    ['lint, import boundaries, cycles (oxlint)', () => bin('oxlint/bin/oxlint', [])],
    ['types of every project (tsc)', () => nx(['run-many', '-t', 'typecheck', 'build'])],
    ['dead code and dependencies (knip)', () => bin('knip/bin/knip.js', [])],
  ])

const hasBrowser = () =>
  [process.env.MMD_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].some((path) => path && existsSync(path))

const test = () => {
  const kinds = ['results.json']
  clearResults(root, kinds)
  const status = nx(['run-many', '-t', 'test'])
  say('')
  say(
    'Not run here: sign-in in a real browser and the real keychain. npm run e2e runs them (needs Chromium and a Secret Service).',
  )
  sayTotals(kinds)
  return status
}

/** Fetches the descriptions when they are not there yet. */
const openapi = () => source('tools/openapi/src/main.ts')

const e2e = () => {
  const kinds = allKinds.filter((kind) => kind !== 'results.json')
  clearResults(root, kinds)
  if (!hasBrowser()) {
    say('No Chromium was found: install one (Debian: apt-get install chromium) or name it in MMD_CHROMIUM.')
    return 2
  }
  const program = nx(['run-many', '-t', 'e2e'])
  const browser = bin('vitest/vitest.mjs', ['run', '--config', 'vitest.browser.config.ts'], 'packages/auth')
  const keychain = run('bash', [join(root, 'tools/e2e/keychain.sh')], { env: environment() })
  const described = openapi()
  sayTotals(kinds)
  return program || browser || keychain || described
}

/** Changes the pure parts of sign-in in a thousand small ways: tests that do not notice are too weak. Takes half an hour. */
const mutation = () => bin('@stryker-mutator/core/bin/stryker.js', ['run', ...args], 'packages/auth')

/** Ways through the built program on the screen, all or those of some subjects; `--pictures FOLDER` leaves an SVG of each one's end. */
const journeys = () => {
  const at = args.indexOf('--pictures')
  const [pictures] = at < 0 ? [] : args.splice(at, 2).slice(1)
  if (at >= 0 && pictures === undefined) {
    say('--pictures needs the folder that they are written to')
    return 2
  }
  const folder = pictures === undefined ? {} : { MMD_PICTURES: resolve(process.env.INIT_CWD ?? '.', pictures) }
  const flag = args.findIndex((word) => word.startsWith('-'))
  const names = args.splice(0, flag < 0 ? args.length : flag)
  const files = names.length === 0 ? ['src/journeys'] : names.map((name) => `src/journeys/${name}`)
  return run(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...files, ...args], {
    cwd: join(root, 'tools/e2e'),
    env: { ...environment(), ...folder },
  })
}

const bench = () => source('tools/bench/src/main.ts')

/** What is done for the picture of the README: sign in to the demo, then stand on an issue with a rich description. */
const pictureSteps =
  '--wait|approves without|--press|enter|--wait|Support inbox|--press|:|--type|untriaged bugs|--press|enter|--wait|─ Untriaged bugs|--press|esc j j x j'.split(
    '|',
  )

const picture = () =>
  run(
    node,
    [
      '--conditions=@mmd/source',
      join(root, 'tools/screen-driver/src/picture.ts'),
      join(root, 'docs/screen.svg'),
    ].concat(['--cols', '140', '--rows', '34', '--title', 'mmd-tui'], pictureSteps, ['--', node, program, 'demo']),
    { env: { ...environment(), MMD_BROWSER: 'none' } },
  )

/** Plays the tours of docs/tours.md on the demo site, and writes pictures and page anew. */
const tours = () => {
  const main = join(root, 'tools/screen-driver/src/tour/main.ts')
  const list = ['--conditions=@mmd/source', main, program, join(root, 'docs/tours'), ...args]
  return run(node, list, { env: environment() })
}

/** Which need the program built, and what they do. */
const commands = {
  start: { built: true, run: () => app(args) },
  demo: { built: true, run: () => app(['demo', ...args]) },
  test: { built: true, run: test },
  e2e: { built: true, run: e2e },
  journeys: { built: true, run: journeys },
  check: { built: false, run: check },
  mutation: { built: false, run: mutation },
  bench: { built: true, run: bench },
  corpus: { built: false, run: () => source('tools/corpus/src/main.ts') },
  openapi: { built: false, run: openapi },
  crash: { built: false, run: () => source('tools/crash/src/main.ts') },
  sandbox: { built: false, run: () => source('packages/jira-sandbox/src/cli/main.ts') },
  picture: { built: true, run: picture },
  tours: { built: true, run: tours },
  docs: {
    built: false,
    run: () =>
      run(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'src/docs', '--update'], {
        cwd: join(root, 'apps/tui'),
        env: environment(),
      }),
  },
  totals: {
    built: false,
    run: () => {
      sayTotals(allKinds)
      return 0
    },
  },
}

const chosen = commands[command]
if (chosen === undefined) {
  say(`There is no command ${command ?? ''}. One of: ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}
// The terminal sends Ctrl-C to the child as well, and the child decides what it means.
process.on('SIGINT', () => {})
install()
if (chosen.built) build()
process.exitCode = chosen.run()
