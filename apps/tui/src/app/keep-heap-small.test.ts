import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const subject = new URL('./keep-heap-small.ts', import.meta.url).href

/** Makes and keeps many objects, here and in a thread, in a process of its own: the flags are those of the whole process. */
const program = (version: string): string => `
  import { Worker } from 'node:worker_threads'
  import { keepHeapSmall } from ${JSON.stringify(subject)}
  keepHeapSmall(${version})
  const work = () => {
    let [kept, sum] = [[], 0]
    for (let at = 0; at < 300_000; at += 1) {
      kept.push({ at, text: 'row ' + at })
      if (kept.length === 20_000) {
        sum += kept.reduce((all, row) => all + row.text.length + row.at, 0)
        kept = []
      }
    }
    return sum
  }
  const body = 'process.getBuiltinModule("node:worker_threads").parentPort.postMessage((' + work + ')())'
  new Worker(body, { eval: true }).on('message', (sum) => console.log(work() + ' ' + sum))
`

const run = (version: string): { readonly stdout: string; readonly stderr: string } =>
  spawnSync(process.execPath, ['--input-type=module', '--eval', program(version)], { encoding: 'utf8' })

test('a thread and those it starts do the same work with a small heap, and nothing is written over the screen', () => {
  const { stdout, stderr } = run('undefined')
  expect(stderr).toBe('')
  expect(stdout).toBe(run("'0.0'").stdout)
  expect(stdout).toMatch(/^(\d+) \1\n$/)
})
