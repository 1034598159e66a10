import { Worker } from 'node:worker_threads'
import { emptyReport, mergeReports, type Report, withFinding } from './report.ts'

/** What the thread that looks at the files says. */
export type PartMessage =
  | { readonly kind: 'file'; readonly index: number; readonly name: string; readonly size: number }
  | { readonly kind: 'so far' | 'done'; readonly report: Report }

/** How to run with a watch on each file. */
export interface GuardedOptions {
  readonly folder: string
  readonly width?: number | undefined
  /** Seconds that a file may take for each megabyte of it, and at least. */
  readonly limit: number
  readonly progress?: (index: number, name: string) => void
  /** What looks at the files; a test hands in one that never ends. */
  readonly worker?: URL
}

interface Part {
  readonly report: Report
  /** The number of the file at which it ended too early. */
  readonly stoppedAt?: number
}

/**
 * Looks at everything in a folder, in a thread of its own: a file on which it works too long is told as a stall, one that
 * takes all memory as a crash, and the files after it are looked at all the same.
 */
export const runGuarded = async (options: GuardedOptions): Promise<Report> => {
  let total: Report | undefined
  for (let from = 0; ; ) {
    const { report, stoppedAt } = await runPart(options, from)
    total = total === undefined ? report : mergeReports(total, report)
    if (stoppedAt === undefined) return total
    from = stoppedAt + 1
  }
}

const runPart = (
  { folder, width, limit, progress, worker = new URL('./worker.ts', import.meta.url) }: GuardedOptions,
  from: number,
): Promise<Part> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: { folder, width, from }, execArgv: ['--conditions=@mmd/source'] })
    let report = emptyReport
    let file: Extract<PartMessage, { kind: 'file' }> | undefined
    let timer: NodeJS.Timeout | undefined
    const end = (part: Part): void => {
      clearTimeout(timer)
      void thread.terminate().then(() => resolve(part))
    }
    const stop = (kind: 'stall' | 'crash', message: string): void => {
      if (file === undefined) return
      const { index, name, size } = file
      const finding = { kind, step: 'the whole file', where: name, message }
      end({ report: withFinding(report, finding, size), stoppedAt: index })
    }
    thread.on('message', (message: PartMessage) => {
      if (message.kind === 'file') {
        file = message
        progress?.(message.index, message.name)
        clearTimeout(timer)
        const seconds = limit * Math.max(1, message.size / 1e6)
        timer = setTimeout(() => stop('stall', `not done after ${seconds.toFixed(1)} s`), seconds * 1000)
        return
      }
      report = message.report
      if (message.kind === 'done') end({ report })
    })
    thread.on('error', (error) => {
      clearTimeout(timer)
      if (file === undefined) reject(error)
      else stop('crash', error instanceof Error ? error.message : 'the thread ended')
    })
  })
