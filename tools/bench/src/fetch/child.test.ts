import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { askChild, endChild, startChild } from './child.ts'

const givenFile = (code: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-bench-child-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'child.mjs')
  writeFileSync(file, code)
  return file
}

it('a process is told what to do and gives one answer', async () => {
  const file = givenFile("process.once('message', ({ number }) => process.send(number + 1))")
  expect(await askChild<number>(file, { number: 41 })).toBe(42)
})

it('a process that ends without an answer is an error with what it said', async () => {
  const file = givenFile("console.error('no room'); process.exitCode = 3")
  await expect(askChild(file, {})).rejects.toThrow('ended with code 3: no room')
})

it('a process that has already ended can be ended', async () => {
  const file = givenFile("process.once('message', () => process.send('over', () => process.exit()))")
  const { process: child } = await startChild<string>(file, {})
  await endChild(child)
  await endChild(child)
  expect(child.exitCode).toBe(0)
})
