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

const fetchAll = async ({ origin, requests }: PlainTask): Promise<PlainAnswer> => {
  const agent = new Agent({ keepAlive: true })
  const { result, ...cost } = await measureCost(async () => {
    let bytes = 0
    for (const one of requests) bytes += await exchange(origin, agent, one)
    return bytes
  })
  agent.destroy()
  return { ...cost, bytes: result }
}

process.once('message', (task: PlainTask) => {
  void fetchAll(task).then((answer) => process.send?.(answer))
})
