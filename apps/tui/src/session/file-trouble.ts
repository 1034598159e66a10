const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'is there already',
  ENOENT: 'cannot be made: its folder is not there',
  EACCES: 'may not be written',
  EPERM: 'may not be written',
  EROFS: 'is on a disk that takes no writes',
  ENOSPC: 'does not fit on the disk',
  EISDIR: 'is a folder',
}

/** Why a file could not be written, as words behind its name; undefined for other errors. */
export const fileTrouble = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return Object.hasOwn(reasons, code) ? reasons[code] : undefined
}
