import { existsSync } from 'node:fs'

/** A file to start a worker from, and what its Node needs to be told. */
export interface WorkerFile {
  readonly url: URL
  readonly execArgv: readonly string[]
}

/**
 * Finds the worker `name` (`session/worker`) below the running program: a `.js` file when it was bundled, else the
 * TypeScript source, which reads the workspace's packages from source too.
 */
export const findWorkerFile = (root: URL, name: string): WorkerFile => {
  const bundled = new URL(`${name}.js`, root)
  if (existsSync(bundled)) return { url: bundled, execArgv: [] }
  return { url: new URL(`${name}.ts`, root), execArgv: ['--conditions=@mmd/source'] }
}
