import type { Cost } from './messages.ts'

/** Does something, and tells what it cost this process. */
export const measureCost = async <Result>(work: () => Promise<Result>): Promise<Cost & { readonly result: Result }> => {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const ms = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  return { result, ms, cpuMs: (user + system) / 1_000, peakBytes: process.resourceUsage().maxRSS * 1_024 }
}
