// Brings a fresh clone to the point where the program can run. Plain JavaScript for Node 20: nothing is installed yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

const say = (text) => process.stderr.write(`${text}\n`)

/** Runs a command with this process's own streams; gives back its exit code. */
export const run = (command, args, options = {}) => {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) {
    say(`${command} could not be started: ${error.message}`)
    return 1
  }
  return status ?? (signal === 'SIGINT' ? 130 : 1)
}

const manifests = () =>
  ['packages', 'apps', 'tools'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name, 'package.json')),
  )

/** Changes whenever something else would have to be installed. */
const wanted = () => {
  const hash = createHash('sha256')
  const files = [join(root, 'package.json'), join(root, 'package-lock.json'), ...manifests()]
  for (const file of files.filter((path) => existsSync(path))) hash.update(readFileSync(file))
  return hash.digest('hex')
}

const stamp = join(root, 'node_modules/.mmd-installed')

/** The Node that the program runs on: the one that was installed beside it, whatever the machine has. */
export const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Installs the dependencies unless these very ones are there. */
export const install = () => {
  const hash = wanted()
  if (existsSync(stamp) && existsSync(node) && readFileSync(stamp, 'utf8') === hash) return
  say('Installing what the program is made of (once, about a minute)…')
  // `npm ci` fails where a registry lacks some platform's prebuilt packages; `npm install` leaves those out.
  const status = run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
    // What npm says is not the answer of the command that was typed.
    stdio: ['inherit', process.stderr, 'inherit'],
  })
  if (status !== 0) {
    say('The dependencies could not be installed.')
    say('Check the network and the npm registry that is set up (npm config get registry), then try again.')
    process.exit(1)
  }
  writeFileSync(stamp, wanted())
}

/** The newest change below a folder, epoch milliseconds. */
const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'coverage'].includes(entry.name) ? latest : Math.max(latest, newest(path))
    return Math.max(latest, statSync(path).mtimeMs)
  }, 0)

export const program = join(root, 'apps/tui/dist/mmd-tui.js')

const isBuilt = () => {
  if (!existsSync(program)) return false
  const built = statSync(program).mtimeMs
  return ['apps/tui/src', 'packages', 'tools/bundle/src'].every((folder) => newest(join(root, folder)) <= built)
}

/** Environment in which what was installed is found first. */
export const environment = () => ({
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
})

/** Builds the program unless its sources are older than it. */
export const build = () => {
  if (isBuilt()) return
  say('Building mmd-tui (once, a few seconds)…')
  const { status, stdout, stderr } = spawnSync(node, [join(root, 'tools/bundle/src/main.ts')], {
    cwd: root,
    env: { ...environment(), NODE_OPTIONS: '--conditions=@mmd/source' },
    encoding: 'utf8',
  })
  if (status === 0) return
  say(`${stdout}${stderr}`)
  say('The program could not be built; above stands why.')
  process.exit(1)
}
