import { type IssueKey, isJiraApiError, JiraApiError, type SiteClient } from '@mmd/jira-api/model'
import { sendOperation } from './operations/kinds.ts'
import type { Operation } from './operations/operation.ts'
import type { OperationRecord } from './replica.ts'
import type { IssueTable } from './rows.ts'

interface SenderOptions {
  readonly client: SiteClient
  readonly table: IssueTable
  readonly changed: () => void
}

/** Sends operations, in order per issue and side by side between issues. Keeps those that the site has not taken. */
export class Sender {
  readonly #options: SenderOptions
  readonly #records = new Map<number, OperationRecord>()
  readonly #tails = new Map<IssueKey, Promise<void>>()
  readonly #runs = new Map<number, Promise<void>>()
  readonly #settledRecords = new Map<number, OperationRecord>()
  #nextId = 1

  constructor(options: SenderOptions) {
    this.#options = options
  }

  records(): readonly OperationRecord[] {
    return [...this.#records.values()]
  }

  perform(operation: Operation): OperationRecord {
    const record: OperationRecord = { id: this.#nextId++, operation, state: 'pending', error: null }
    this.#start(record)
    return record
  }

  retry(id: number): void {
    const record = this.#records.get(id)
    if (record?.state === 'failed') this.#start({ ...record, state: 'pending', error: null })
  }

  drop(id: number): void {
    if (this.#records.get(id)?.state !== 'failed') return
    this.#records.delete(id)
    this.#settledRecords.delete(id)
    this.#options.changed()
  }

  async settled(id: number): Promise<OperationRecord> {
    await this.#runs.get(id)
    const record = this.#settledRecords.get(id)
    if (record === undefined) throw new TypeError(`no operation ${id}`)
    return record
  }

  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values())
  }

  #start(record: OperationRecord): void {
    const { key } = record.operation
    this.#records.set(record.id, record)
    this.#options.table.layOver(record.operation)
    this.#options.changed()
    const run = (this.#tails.get(key) ?? Promise.resolve()).then(() => this.#send(record))
    this.#runs.set(record.id, run)
    const tail = run.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key)
    })
    this.#tails.set(key, tail)
  }

  async #send(record: OperationRecord): Promise<void> {
    const { client, table, changed } = this.#options
    const { operation } = record
    try {
      const change = await sendOperation(client, operation)
      table.liftOff(operation)
      table.confirm(operation.key, change)
      this.#records.delete(record.id)
      this.#settledRecords.set(record.id, { ...record, state: 'sent' })
    } catch (error) {
      table.liftOff(operation)
      const failed: OperationRecord = { ...record, state: 'failed', error: asJiraApiError(error) }
      this.#records.set(record.id, failed)
      this.#settledRecords.set(record.id, failed)
    }
    changed()
  }
}

/** Anything that is not the client's own error is a fault of ours: it is kept, without its text. */
export const asJiraApiError = (error: unknown): JiraApiError =>
  isJiraApiError(error)
    ? error
    : new JiraApiError('bad-answer', error instanceof Error ? error.name : 'an unknown failure')
