/** A proxy stands before the site and answers in its place. */
export const PROXY_REFUSED = 'The proxy does not let us through; it may want a user name and password'
