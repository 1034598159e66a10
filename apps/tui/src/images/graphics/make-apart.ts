import { Worker } from 'node:worker_threads'
import { findWorkerFile } from '../../session/worker-file.ts'
import { PictureProblem } from '../pixels.ts'
import type { MadePicture, PictureJob } from './make-picture.ts'
import type { PictureReply } from './picture-worker.ts'

/** Longer than any picture within the limits takes, ms. */
const mostTime = 20_000

/** Memory of the thread, MB: a picture within the limits takes less, and one that takes more ends the thread alone. */
const mostMemory = 700

/** The same as `makePicture`, on a thread of its own that ends with it. */
export const makeApart = (root: URL, job: PictureJob): Promise<MadePicture> => {
  const file = findWorkerFile(root, 'images/graphics/picture-worker')
  const worker = new Worker(file.url, {
    workerData: job,
    execArgv: [...file.execArgv],
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    stdout: true,
    stderr: true,
    name: 'picture',
  })
  worker.unref()
  const { promise, resolve, reject } = Promise.withResolvers<MadePicture>()
  const giveUp = setTimeout(() => reject(new PictureProblem('The picture takes too long')), mostTime)
  worker.once('message', (reply: PictureReply) => {
    if (reply.ok) resolve(reply.made)
    else reject(reply.problem === null ? new Error(reply.message) : new PictureProblem(reply.problem))
  })
  worker.once('error', () => reject(new PictureProblem('The picture is damaged, or too large')))
  worker.once('exit', () => reject(new PictureProblem('The picture is damaged, or too large')))
  return promise.finally(() => {
    clearTimeout(giveUp)
    void worker.terminate()
  })
}
