/** What docs/security.md (Components) promises, in days; a test holds the two together. */
export const MOST_DAYS_BEHIND = 365;

export const TIME_FRAMES = [
  { what: 'a hole that can be used from outside is closed in', days: 7 },
  { what: 'any other in', days: 30 },
  { what: 'all direct dependencies are looked at every', days: 31 },
  { what: 'none stays behind its newest stable release for more than', days: MOST_DAYS_BEHIND },
] as const;
