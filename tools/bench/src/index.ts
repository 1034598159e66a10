export { type BenchOptions, benchUsage, parseBenchOptions } from './options.ts'
export { type BenchFailure, type BenchResults, runBench, tablesOf } from './run-bench.ts'
export type { Bench, RequestLog, Subject } from './subject.ts'
