/** A line of tab-separated values: tabs and line ends inside a value become spaces. */
export const toPlainLine = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[\t\r\n]+/g, ' ')).join('\t')

/** A line of comma-separated values, quoted where needed (RFC 4180), without its line end. */
export const toCsvLine = (values: readonly string[]): string =>
  values.map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')
