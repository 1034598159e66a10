import { arrangeTimes } from './arrange-times.ts'
import type { CopyTask } from './messages.ts'
import { performTimes } from './perform-times.ts'
import { searchTimes } from './search-times.ts'

const measures = { perform: performTimes, search: searchTimes, arrange: arrangeTimes }

process.once('message', (task: CopyTask) => {
  void measures[task.what](task).then((lines) => process.send?.(lines))
})
