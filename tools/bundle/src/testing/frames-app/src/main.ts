import { playFrames } from './play-frames.ts'

// The screens of each run go to standard output as JSON, one entry for each state, for the test to compare.
process.stdout.write(JSON.stringify(await playFrames()))
