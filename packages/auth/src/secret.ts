import { inspect } from 'node:util'

const mask = '[secret]'

/** A value that prints as a mask wherever it is turned into text; `reveal` is the one way to its content. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    Object.defineProperty(this, inspect.custom, { value: () => mask })
  }

  /** The value itself, for the one place that sends or stores it. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return mask
  }

  toJSON(): string {
    return mask
  }
}

/** The text inside, whether it came wrapped or bare. */
export const revealed = (secret: Secret | string): string => (secret instanceof Secret ? secret.reveal() : secret)
