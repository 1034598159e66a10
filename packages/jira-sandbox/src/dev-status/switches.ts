/** What is not known of the resources of development, or differs by site. */
export interface DevelopmentSwitches {
  /** Off: the plugin is not there, and its paths are a page of an error 404. */
  readonly installed: boolean
  /** Who has View Development Tools: everybody who is logged in and sees the project, or its team alone. */
  readonly audience: 'everybody' | 'team'
  /** `stale`: counts are one too many; `zero`: they are 0 although the details tell of something. */
  readonly counts: 'right' | 'stale' | 'zero'
  /** What an `applicationType` in the wrong case gets. */
  readonly wrongCase: 'empty' | 'error'
  /** Whether the build server wants each caller to allow the link first, or its link is set up wrong. */
  readonly buildServer: 'open' | 'unauthorised' | 'misconfigured'
}

/** What the switches are when nothing is said. */
export const usualDevelopment: DevelopmentSwitches = {
  installed: true,
  audience: 'everybody',
  counts: 'right',
  wrongCase: 'empty',
  buildServer: 'open',
}
