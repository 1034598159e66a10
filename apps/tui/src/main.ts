import manifest from '../package.json' with { type: 'json' }
import { runProgram } from './run-program.ts'

// The entry of the program: the one module whose import does something.
await runProgram(process, { root: new URL('.', import.meta.url), version: manifest.version })
