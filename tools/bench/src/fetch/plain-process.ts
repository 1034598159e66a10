import { Agent, request } from 'node:http'
import { measureCost } from './measure-cost.ts'
import type { PlainAnswer, PlainTask, SeenRequest } from './messages.ts'

/** Sends a request and throws its answer away; gives the bytes of it. Rejects for anything but a 200. */
const exchange = (origin: string, agent: Agent, { method, path, headers, body }: SeenRequest): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(new URL(path, origin), { method, headers, agent }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('error', reject)
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${method} ${path}: ${answer.statusCode}`)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

const fetchAll = async ({ origin, requests, sideBySide = 1 }: PlainTask): Promise<PlainAnswer> => {
  const agent = new Agent({ keepAlive: true })
  const { result, ...cost } = await measureCost(async () => {
    let bytes = 0
    let next = 0
    const work = async (): Promise<void> => {
      for (let one = requests[next++]; one !== undefined; one = requests[next++]) {
        // Not `+=` on what is awaited: it would add to what was there before others had added theirs.
        const got = await exchange(origin, agent, one)
        bytes += got
      }
    }
    await Promise.all(Array.from({ length: sideBySide }, work))
    return bytes
  })
  agent.destroy()
  return { ...cost, bytes: result }
}

process.once('message', (task: PlainTask) => {
  void fetchAll(task).then((answer) => process.send?.(answer))
})
