/** A query that Jira would refuse; `messages` are what it answers with status 400. */
export class JqlError extends Error {
  override readonly name = 'JqlError'
  readonly messages: readonly string[]

  constructor(...messages: readonly string[]) {
    super(messages.join(' '))
    this.messages = messages
  }
}
