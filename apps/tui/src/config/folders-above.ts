import { dirname } from 'node:path'

/** Folders above each other that are looked into. */
const most = 40

/** A folder and those above it, nearest first: where a team may keep files for everybody who works below. */
export const foldersAbove = (folder: string): readonly string[] => {
  const folders: string[] = []
  for (let at = folder; folders.length < most; at = dirname(at)) {
    folders.push(at)
    if (dirname(at) === at) break
  }
  return folders
}
