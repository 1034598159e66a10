import type { StoreErrorCode } from '@mmd/replica'
import { type ErrorRow, siteName } from './error-row.ts'
import { exitCodes } from './exit-codes.ts'

const { notFound, failed } = exitCodes

/** The local copy. Its own words are of files and statements, which say little to people. */
export const storeRows = {
  'newer-version': {
    exitCode: failed,
    what: () => 'The local copy was made by a newer mmd-tui',
    hint: () => 'Install the newest mmd-tui, or move the folder sites in its data folder away',
  },
  'older-version': {
    exitCode: failed,
    what: () => 'The local copy is of an older mmd-tui and has not been brought up to date yet',
    hint: () => 'Start mmd-tui once',
  },
  'not-found': {
    exitCode: notFound,
    what: (f) => `There is no local copy of ${siteName(f)} yet`,
    hint: () => 'Start mmd-tui once, or run the command while the site can be reached',
  },
  'other-identity': {
    exitCode: notFound,
    what: (f) => `The local copy of ${siteName(f)} is of somebody else, or of another address`,
    hint: () => 'Start mmd-tui once, or run the command while the site can be reached',
  },
  damaged: {
    exitCode: failed,
    what: () => 'The local copy is damaged',
    hint: () => 'Start again: it is made anew then, and what was not sent is brought over',
  },
  'disk-full': {
    exitCode: failed,
    what: () => 'The disk is full: the local copy could not be written',
    hint: () => 'Make room, then try again',
  },
  'read-only': {
    exitCode: failed,
    what: () => 'The local copy cannot be written: the disk is read-only',
    hint: () => 'Look at where the data folder lies',
  },
  'no-permission': {
    exitCode: failed,
    what: () => 'The local copy may not be read or written',
    hint: () => 'Look at the permissions of the data folder',
  },
  busy: {
    exitCode: failed,
    what: () => 'Another process has been writing to the local copy for too long',
    hint: () => 'Try again in a moment',
  },
  io: {
    exitCode: failed,
    what: () => 'The disk fails: the local copy could not be read or written',
    hint: () => 'Look at the disk',
  },
  failed: {
    exitCode: failed,
    what: () => 'The local copy could not be used',
    hint: (f) => (f.logFile === undefined ? 'The log file has the details' : `The details are in ${f.logFile}`),
  },
} satisfies Record<StoreErrorCode, ErrorRow>
