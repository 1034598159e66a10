import type { Persona } from '../persona.ts'

const german: Readonly<Record<string, string>> = {
  access_denied: 'Der Zugriff wurde nicht erlaubt.',
  invalid_client: 'Der Client ist unbekannt oder sein Geheimnis ist falsch.',
  invalid_grant: 'Die Berechtigung ist ungültig, abgelaufen oder wurde widerrufen.',
  invalid_request: 'Die Anfrage ist ungültig: ein Feld fehlt, ist leer oder falsch.',
  invalid_scope: 'Der verlangte Umfang ist größer als der erlaubte.',
  unsupported_grant_type: 'Diese Art der Berechtigung wird nicht unterstützt.',
  unsupported_response_type: 'Diese Art der Antwort wird nicht unterstützt.',
  unsupported_token_type: 'Diese Art von Token wird nicht unterstützt.',
}

/** The `error_description` in the language of the site: nothing that a client could match on. */
export const describe = ({ language }: Pick<Persona, 'language'>, error: string, english: string): string =>
  language === 'de' ? (german[error.replace(' ', '_')] ?? 'Ein Fehler ist aufgetreten.') : english
