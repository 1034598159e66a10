const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gif: 'image/gif',
  gz: 'application/gzip',
  har: 'application/json',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  log: 'text/plain',
  md: 'text/markdown',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webp: 'image/webp',
  xml: 'application/xml',
  zip: 'application/zip',
}

/** What a file is by the end of its name, for the copy's row until the site has said it. */
export const mimeTypeOf = (name: string): string => {
  const end = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return (Object.hasOwn(types, end) ? types[end] : undefined) ?? 'application/octet-stream'
}
