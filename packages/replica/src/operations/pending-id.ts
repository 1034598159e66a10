const PENDING = 'pending:'

/** The id of something that is not made yet, or whose id the site did not tell: it differs for each operation. */
export const pendingId = (mark: string): string => `${PENDING}${mark}`

/** True for an id that the site gave. */
export const isSiteId = (id: string): boolean => id !== '' && !id.startsWith(PENDING)
