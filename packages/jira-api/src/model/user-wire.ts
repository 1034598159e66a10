/** A person as a write must name one: by login name on Data Center, by account id on Cloud. */
export const userWire = (deployment: 'datacenter' | 'cloud', id: string): Readonly<Record<string, string>> =>
  deployment === 'cloud' ? { accountId: id } : { name: id }
