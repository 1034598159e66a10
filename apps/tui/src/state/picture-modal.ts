/** A picture of an attachment, made small already. */
export interface PictureModal {
  readonly kind: 'picture'
  readonly id: number
  readonly title: string
  /** Its size in pixels and in bytes, in words. */
  readonly about: string
  readonly width: number
  readonly height: number
  /** Red, green, blue and alpha, a byte each. */
  readonly rgba: Uint8Array
}
