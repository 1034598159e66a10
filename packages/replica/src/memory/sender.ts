import type { IssueKey, SiteClient } from '@mmd/jira-api/model'
import { asSiteError, isOutcomeUnknown, type SiteError } from '../failure.ts'
import { canRepeat, overwrites, sendOperation } from './operations/kinds.ts'
import type { Operation } from './operations/operation.ts'
import type { OperationRecord } from './replica.ts'
import type { IssueTable } from './rows.ts'

interface SenderOptions {
  readonly client: SiteClient
  readonly table: IssueTable
  readonly changed: () => void
}

/** Operations that are over and can still be asked for. */
const remembered = 1000

/** Writes on their way at the same time. */
const sideBySide = 4

/** Sends operations, in order per issue and side by side between issues. Keeps those that the site has not taken. */
export class Sender {
  readonly #options: SenderOptions
  readonly #records = new Map<number, OperationRecord>()
  readonly #tails = new Map<IssueKey, Promise<void>>()
  readonly #runs = new Map<number, Promise<OperationRecord>>()
  /** Ids of operations that are over, oldest first. */
  readonly #over: number[] = []
  #nextId = 1
  #free = sideBySide
  readonly #queue: (() => void)[] = []

  constructor(options: SenderOptions) {
    this.#options = options
  }

  records(): readonly OperationRecord[] {
    return [...this.#records.values()]
  }

  perform(operation: Operation): OperationRecord {
    return this.#start(toRecord(this.#nextId++, operation, 'pending'))
  }

  retry(id: number): void {
    const record = this.#records.get(id)
    if (record?.state !== 'failed') return
    const isOutdated = this.records().some((other) => other.state === 'pending' && isNewer(other, record))
    // Sent behind a newer value of its field, it would undo that.
    if (isOutdated) this.drop(id)
    else this.#start(toRecord(id, record.operation, 'pending'))
  }

  drop(id: number): void {
    if (this.#records.get(id)?.state !== 'failed') return
    this.#end(id)
    this.#options.changed()
  }

  async settled(id: number): Promise<OperationRecord> {
    const run = this.#runs.get(id)
    if (run === undefined) throw new TypeError(`no operation ${id}`)
    return run
  }

  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values())
  }

  #start(record: OperationRecord): OperationRecord {
    const { key } = record.operation
    this.#records.set(record.id, record)
    this.#options.table.layOver(record.operation)
    this.#options.changed()
    const run = (this.#tails.get(key) ?? Promise.resolve()).then(() => this.#inTurn(() => this.#send(record)))
    this.#runs.set(record.id, run)
    const tail = run.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key)
    })
    this.#tails.set(key, tail)
    return record
  }

  /** Waits until few enough are on their way: a hundred marked issues must not fall on the site at once. */
  async #inTurn<T>(send: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#queue.push(resolve))
    try {
      return await send()
    } finally {
      const next = this.#queue.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }

  async #send(record: OperationRecord): Promise<OperationRecord> {
    const { client, table, changed } = this.#options
    const { id, operation } = record
    try {
      const change = await sendOperation(client, operation)
      table.liftOff(operation)
      table.confirm(operation.key, change)
      this.#end(id)
      for (const other of this.records()) if (other.state === 'failed' && isNewer(record, other)) this.#end(other.id)
      return toRecord(id, operation, 'sent')
    } catch (error) {
      table.liftOff(operation)
      const failed = toRecord(id, operation, 'failed', asSiteError(error))
      this.#records.set(id, failed)
      return failed
    } finally {
      changed()
    }
  }

  #end(id: number): void {
    this.#records.delete(id)
    this.#over.push(id)
    if (this.#over.length > remembered) this.#runs.delete(this.#over.shift() ?? 0)
  }
}

const toRecord = (
  id: number,
  operation: Operation,
  state: OperationRecord['state'],
  error: SiteError | null = null,
): OperationRecord => ({
  id,
  operation,
  state,
  error,
  isUncertain: error !== null && isOutcomeUnknown(error) && !canRepeat(operation),
})

/** True when `record` was made later and sets the same field of the same issue. */
const isNewer = (record: OperationRecord, other: OperationRecord): boolean =>
  record.id > other.id && overwrites(record.operation, other.operation)
