/** The names in `acme,beta`, each once, in this order. No name of a site has a comma. */
export const siteNames = (text: string): readonly string[] => {
  const names = text.split(',').map((name) => name.trim())
  return names.some(Boolean) ? [...new Set(names.filter(Boolean))] : [text]
}

/** What stands between the names of sites that are shown together; no name of a site has a blank. */
export const separator = ' + '
