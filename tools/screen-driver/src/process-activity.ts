import { readdirSync, readFileSync } from 'node:fs'

/** What the kernel says a process has used so far. */
export interface ProcessUsage {
  /** User and system time of all threads, milliseconds, in steps of 10. */
  readonly cpuMs: number
  /** Resident memory now, bytes. */
  readonly residentBytes: number
  /** The most resident memory so far, bytes. */
  readonly peakBytes: number
}

/** Clock ticks per second in `/proc/<pid>/stat`: 100 on every Linux that Node supports (proc(5), USER_HZ). */
const ticksPerSecond = 100

/** The fields of a `/proc/<pid>/stat` line from `state` on; the name before them may hold blanks and brackets. */
export const statFields = (line: string): readonly string[] => line.slice(line.lastIndexOf(')') + 2).split(' ')

/** A size such as `VmRSS:  1234 kB` out of `/proc/<pid>/status`, in bytes; 0 if it is not there. */
export const statusBytes = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024

/** Reads what a running process has used. Linux only; throws when the process is gone. */
export const processUsage = (pid: number): ProcessUsage => {
  const fields = statFields(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  return {
    cpuMs: (ticks * 1000) / ticksPerSecond,
    residentBytes: statusBytes(status, 'VmRSS'),
    peakBytes: statusBytes(status, 'VmHWM'),
  }
}

/**
 * True if a thread of the process is running, waiting for a processor or for a disk: then silence does not mean rest.
 * Always false where there is no `/proc`, and for a process that is gone.
 */
export const isBusy = (pid: number): boolean => {
  try {
    return readdirSync(`/proc/${pid}/task`).some((thread) => {
      const state = statFields(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8'))[0]
      return state === 'R' || state === 'D'
    })
  } catch {
    return false
  }
}
