/** Whether a version, such as `10.3.24`, is of a release or of a later one. */
export const isSince = (version: string, major: number, minor = 0): boolean => {
  const [first = 0, second = 0] = version.split('.').map(Number)
  return first > major || (first === major && second >= minor)
}
