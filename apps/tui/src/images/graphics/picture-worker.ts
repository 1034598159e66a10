import { parentPort, workerData } from 'node:worker_threads'
import { PictureProblem } from '../pixels.ts'
import { type MadePicture, makePicture, type PictureJob } from './make-picture.ts'

/** What the thread says before it ends: the picture, or why there is none. */
export type PictureReply =
  | { readonly ok: true; readonly made: MadePicture }
  | { readonly ok: false; readonly problem: string | null; readonly message: string }

/** Entry of the thread that makes one picture, so that no key waits for it. */
const start = async (port: NonNullable<typeof parentPort>, job: PictureJob): Promise<void> => {
  try {
    const made = await makePicture(job)
    // A copy of its own: what a buffer is cut from may be shared, and cannot be handed over.
    const data = new Uint8Array(made.data)
    port.postMessage({ ok: true, made: { ...made, data } } satisfies PictureReply, [data.buffer])
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown'
    const problem = error instanceof PictureProblem ? message : null
    port.postMessage({ ok: false, problem, message } satisfies PictureReply)
  }
}

if (parentPort !== null) void start(parentPort, workerData as PictureJob)
