// What works on a copy in the background, for those who do it in their own thread. The screen's first frame loads none of it.

export { type EngineOptions, openEngine } from './open-engine.ts'
export { createRefresher } from './refresher/create-refresher.ts'
export { putDetails, putIssues } from './refresher/put-rows.ts'
export { beginRead } from './refresher/read-moment.ts'
