/** A file in a form. */
export interface FormFile {
  readonly filename: string
  readonly mimeType: string
  readonly content: Buffer
}

const boundaryOf = (contentType: string): string | undefined => {
  const found = /^multipart\/form-data\b.*;\s*boundary=(?:"(?<quoted>[^"]+)"|(?<bare>[^;\s]+))/iu.exec(contentType)
  return found?.groups?.['quoted'] ?? found?.groups?.['bare']
}

const readPart = (part: Buffer): FormFile | undefined => {
  const gap = part.indexOf('\r\n\r\n')
  if (gap === -1) return undefined
  const head = part.subarray(0, gap).toString()
  const filename = /^content-disposition:[^\r\n]*\bname="file"[^\r\n]*;\s*filename="(?<name>[^"\r\n]*)"/imu.exec(head)
  const name = filename?.groups?.['name']
  if (name === undefined || name === '') return undefined
  const type = /^content-type:\s*(?<type>[^\r\n]+)/imu.exec(head)?.groups?.['type']
  return { filename: name, mimeType: type?.trim() ?? 'application/octet-stream', content: part.subarray(gap + 4) }
}

/** The files of the parts named `file` of a multipart body; undefined for any other body. */
export const readFiles = (contentType: string, body: Buffer): readonly FormFile[] | undefined => {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) return undefined
  const mark = Buffer.from(`--${boundary}`)
  const files: FormFile[] = []
  let at = body.indexOf(mark)
  while (at !== -1) {
    const start = at + mark.length
    const end = body.indexOf(`\r\n--${boundary}`, start)
    if (end === -1) break
    const file = readPart(body.subarray(start + 2, end))
    if (file !== undefined) files.push(file)
    at = end + 2
  }
  return files
}
