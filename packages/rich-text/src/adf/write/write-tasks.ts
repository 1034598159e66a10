import type { Block, ListItem, Task, TaskList } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { attribute, childrenOf } from '../schema/node.ts'
import { flatten } from './flatten.ts'
import { adfNodeOf } from './origins.ts'
import type { Place } from './place.ts'
import type { BlockWriter } from './write-blocks.ts'
import { writeInlines } from './write-inlines.ts'
import { writeList } from './write-lists.ts'

/** Things to do; where they cannot be, a list with `[ ]` and `[x]`. */
export const writeTasks = (writer: BlockWriter, block: TaskList, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'taskList')
  if (!place.admits('taskList', node)) {
    return writeList(writer, { type: 'list', ordered: false, items: block.items.map(withBox) }, place)
  }
  const inside = place.inside('taskList', node)
  const content = block.items.flatMap((task) => writeTask(writer, task, inside))
  const isEmpty = content.length === 0 && (node === undefined || childrenOf(node).length > 0)
  return isEmpty ? [] : [writer.make('taskList', block, node, content, place)]
}

const withBox = ({ done, blocks }: Task): ListItem => {
  const [first, ...others] = blocks
  const box = { type: 'text', text: done ? '[x] ' : '[ ] ' } as const
  return first?.type === 'paragraph'
    ? { blocks: [{ ...first, content: [box, ...first.content] }, ...others] }
    : { blocks: [{ type: 'paragraph', content: [box] }, ...blocks] }
}

/** A task, and after it the lists that are in it: a task list has them side by side. */
const writeTask = (writer: BlockWriter, task: Task, list: Place): readonly AdfNode[] => {
  const old = adfNodeOf(task, 'taskItem', 'blockTaskItem')
  const beside: Block[] = []
  const own: Block[] = []
  for (const block of task.blocks) {
    const node = adfNodeOf(block)
    const isBeside = block.type === 'tasks' || (node !== undefined && node !== old && list.isHome(node))
    if (isBeside) beside.push(block)
    else own.push(block)
  }
  const after = writer.blocks(beside, list)
  const isOnlyBeside = old === undefined && own.length === 0 && after.length > 0
  return isOnlyBeside ? after : [writeOwn(writer, task, own, old, list), ...after]
}

const writeOwn = (
  writer: BlockWriter,
  { done }: Task,
  blocks: readonly Block[],
  old: AdfNode | undefined,
  list: Place,
): AdfNode => {
  const own = { attrs: { state: done ? 'DONE' : 'TODO' } }
  const wasDone = old !== undefined && attribute(old, 'state') === 'DONE'
  const former = old === undefined ? undefined : { node: old, own: { attrs: { state: wasDone ? 'DONE' : 'TODO' } } }
  if (old?.type === 'blockTaskItem') {
    const content = writer.filled(blocks, old, list.inside('blockTaskItem', old))
    return writer.makeOf('blockTaskItem', own, former, content, list)
  }
  const words = writeInlines(flatten(blocks), list.inside('taskItem', old))
  return writer.makeOf('taskItem', own, former, words, list)
}
