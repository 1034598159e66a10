/** Tells a listener something. What it throws is its own affair: requests go on, and slots are given back. */
export const quietly = (tell: () => void): void => {
  try {
    tell()
  } catch {
    // Nobody who waits for an answer could do anything about it.
  }
}
