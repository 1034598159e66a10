/** What is not known of the resources of Jira Software, or differs by site. */
export interface AgileSwitches {
  /** Login names or mail addresses of people whose account has no seat of Jira Software; all of it is a 403 for them. */
  readonly withoutSeat: readonly string[]
  /** Whether the model behind the settings page of a board is there, on Data Center, for those who only view it. */
  readonly boardSettings: 'open' | 'forbidden' | 'absent'
  /** Which part of that model holds the quick filters. */
  readonly quickFiltersIn: 'rapidListConfig' | 'quickFilterConfig'
  /** The deprecated lists of issues of Cloud, by offset: still there, or gone in one of two ways. */
  readonly offsetLists: 'there' | 'gone' | 'missing'
}

/** What the switches are when nothing is said. */
export const usualAgile: AgileSwitches = {
  withoutSeat: [],
  boardSettings: 'open',
  quickFiltersIn: 'rapidListConfig',
  offsetLists: 'there',
}
