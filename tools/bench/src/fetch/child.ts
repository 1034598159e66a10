import { type ChildProcess, fork } from 'node:child_process'

/** A process of ours that has answered. */
export interface AnsweredChild<Answer> {
  readonly answer: Answer
  readonly process: ChildProcess
}

/**
 * Starts a bundled file with one thing to do, told as the first message, and waits for its first message. Rejects with the
 * end of its standard error when it ends without one.
 */
export const startChild = <Answer>(file: string, task: object): Promise<AnsweredChild<Answer>> =>
  new Promise((resolve, reject) => {
    const child = fork(file, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] })
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
    child.once('message', (answer) => resolve({ answer: answer as Answer, process: child }))
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`A process of the benchmark ended with code ${code}: ${said.trim()}`)))
    child.send(task)
  })

/** Tells a process of ours something more, and gives what it answers. Rejects when it ends without an answer. */
export const tellChild = <Answer>(child: ChildProcess, task: object): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('A process of the benchmark ended early'))
    child.once('close', ended)
    child.once('message', (answer) => {
      child.off('close', ended)
      resolve(answer as Answer)
    })
    child.send(task)
  })

/** Ends a process of ours and waits until it is gone. */
export const endChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  if (child.connected) child.disconnect()
  await gone
}

/** Does one thing in a process of its own, and gives what it answers. */
export const askChild = async <Answer>(file: string, task: object): Promise<Answer> => {
  const { answer, process: child } = await startChild<Answer>(file, task)
  await endChild(child)
  return answer
}
