import type { CopyTask } from './messages.ts'
import { performTimes } from './perform-times.ts'
import { searchTimes } from './search-times.ts'

process.once('message', (task: CopyTask) => {
  void (task.what === 'perform' ? performTimes(task) : searchTimes(task)).then((lines) => process.send?.(lines))
})
