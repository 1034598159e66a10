import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { toJson } from '../commands/output/json.ts'
import { type LogLevel, logLevels } from '../config/environment.ts'
import { redact, redactText } from './redact.ts'

/** Writes facts to the log file; never throws and never writes a secret. */
export interface Log {
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void
}

export interface LogOptions {
  /** Folder of the log file; made, with mode 0700, when the first line is written. */
  readonly folder: string
  readonly level: LogLevel
  /** Bytes at which the file is set aside as `mmd-tui.log.1`. */
  readonly rotateAt?: number
  readonly now?: () => number
}

const defaultRotateAt = 1_000_000

/** The log file `mmd-tui.log`: one JSON object per line, mode 0600, one older file kept. Opens nothing until used. */
export const openLog = (options: LogOptions): Log => {
  const write = (level: LogLevel, message: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    if (logLevels.indexOf(level) > logLevels.indexOf(options.level)) return
    try {
      append(options, level, message, facts)
    } catch {
      // A full disk or a folder that may not be written must not stop the program.
    }
  }
  return {
    error: (message, facts) => write('error', message, facts),
    warn: (message, facts) => write('warn', message, facts),
    info: (message, facts) => write('info', message, facts),
    debug: (message, facts) => write('debug', message, facts),
  }
}

const append = (
  options: LogOptions,
  level: LogLevel,
  message: string,
  facts: Readonly<Record<string, unknown>>,
): void => {
  const file = join(options.folder, 'mmd-tui.log')
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  rotate(file, options.rotateAt ?? defaultRotateAt)
  const time = new Date((options.now ?? Date.now)()).toISOString()
  const line = toJson({ time, level, message: redactText(message), ...(redact(facts) as object) })
  appendFileSync(file, `${line}\n`, { mode: 0o600 })
}

const rotate = (file: string, rotateAt: number): void => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size >= rotateAt) renameSync(file, `${file}.1`)
}
