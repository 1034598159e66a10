import { AuthError } from '../errors.ts'
import type { Site } from '../site.ts'
import type { Invite } from './invite.ts'
import { type InviteFile, type InviteSite, inviteVersions, longestInvite } from './invite-file.ts'
import { fromMail } from './mail-text.ts'
import { sharedSecretOf } from './method-needs.ts'
import { checkInviteFile, versionOf } from './schema.ts'
import type { ScryptCost } from './scrypt-cost.ts'

const notAnInvite = (message: string): AuthError => new AuthError('not-an-invite', message)

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const toSite = ({ tls, ...site }: InviteSite): Site => {
  if (tls === undefined) return site
  const { ca, ...others } = tls
  return { ...site, tls: { ...others, ...(ca === undefined ? {} : { ca: `${ca.join('\n')}\n` }) } }
}

const parseFile = (text: string, least: ScryptCost | undefined): InviteFile => {
  if (text.length > longestInvite) throw notAnInvite('This is too long to be an invite of mmd-tui')
  const value = parseJson(fromMail(text))
  const version = versionOf(value)
  if (version === undefined) throw notAnInvite('This is not an invite of mmd-tui')
  if (version > Math.max(...inviteVersions))
    throw notAnInvite('A newer mmd-tui made this invite: update mmd-tui to use it')
  const checked = checkInviteFile(value, least)
  if ('file' in checked) return checked.file
  throw notAnInvite(`The invite is damaged: ${checked.wrong}`)
}

/** `readInvite` with another lower bound for the cost of a seal; tests have cheaper seals. */
export const readInviteFrom = (text: string, least?: ScryptCost): Invite => {
  const file = parseFile(text, least)
  const { site, views, note, created, sealed } = file
  // Cut off, it would pass for an invite whose secret comes some other way, and nothing would vouch for the rest.
  if (sealed === undefined && sharedSecretOf(site.method) !== undefined) {
    throw new AuthError('invite-tampered', 'The sealed part of the invite is missing')
  }
  return {
    isSealed: sealed !== undefined,
    site: toSite(site),
    views,
    ...(note === undefined ? {} : { note }),
    createdAt: Date.parse(created),
    file,
  }
}

/**
 * An invite from the text of its file, of at most 262,144 characters, checked but not vouched for: see `Invite` for
 * what to show before joining. Throws `not-an-invite`, and `invite-tampered` when its sealed part was cut off.
 */
export const readInvite = (text: string): Invite => readInviteFrom(text)
