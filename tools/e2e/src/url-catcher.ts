import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

/** Stands in for the system's browser command: what the program wants opened arrives here. */
export interface UrlCatcher extends AsyncDisposable {
  /** For `MMD_BROWSER`. */
  readonly command: string
  /** The next URL that the program opens. */
  next(): Promise<string>
}

export const catchUrls = async (): Promise<UrlCatcher> => {
  const caught: string[] = []
  const waiting: ((url: string) => void)[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      const waiter = waiting.shift()
      if (waiter === undefined) caught.push(body)
      else waiter(body)
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const script = fileURLToPath(new URL('./send-url.mjs', import.meta.url))
  return {
    command: `"${process.execPath}" "${script}" ${port}`,
    next: () => {
      const url = caught.shift()
      return url === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(url)
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
