const ACCEPTED = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * The id of a request: the one that the proxy in front gave (X-Request-Id), if it is short and harmless in a log, else a
 * new one. It is returned to the caller, who can quote it when something went wrong.
 */
export function requestId(header: string | undefined, newId: () => string): string {
  return header !== undefined && ACCEPTED.test(header) ? header : newId();
}
