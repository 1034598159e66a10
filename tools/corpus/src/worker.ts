import { parentPort, workerData } from 'node:worker_threads'
import type { PartMessage } from './guarded.ts'
import { type RunOptions, runCorpus } from './run.ts'

const say = (message: PartMessage): void => parentPort?.postMessage(message)

const options: Pick<RunOptions, 'folder' | 'width' | 'from'> = workerData
const report = runCorpus({
  ...options,
  progress: (index, name, size) => say({ kind: 'file', index, name, size }),
  each: (soFar) => say({ kind: 'so far', report: soFar }),
})
say({ kind: 'done', report })
