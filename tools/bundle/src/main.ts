import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildProgram } from './build-program.ts'
import { BundleError } from './errors.ts'

const { values } = parseArgs({
  options: {
    plain: { type: 'boolean', default: process.env['MMD_BUNDLE_PLAIN'] === '1' },
    app: { type: 'string', default: fileURLToPath(new URL('../../../apps/tui', import.meta.url)) },
    out: { type: 'string' },
  },
})

const started = performance.now()
try {
  const { outFolder, built, skipped } = await buildProgram({
    appFolder: values.app,
    plain: values.plain,
    ...(values.out === undefined ? {} : { outFolder: values.out }),
  })
  for (const entry of skipped) console.log(`skipped ${entry}: it is not there yet`)
  const kind = values.plain ? ' without the optional patches' : ''
  const took = Math.round(performance.now() - started)
  console.log(`built ${built.join(', ') || 'the stub alone'}${kind} in ${relative('.', outFolder) || '.'} (${took} ms)`)
} catch (error) {
  // What stops a build says itself what is wrong; a stack of this tool would only hide it.
  const isExpected = error instanceof BundleError || (error instanceof Error && 'errors' in error)
  console.error(isExpected ? error.message : error)
  process.exitCode = 1
}
