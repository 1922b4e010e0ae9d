/**
 * Of versions of one list, newest first, the one to use on a day: that came last of those to be used from that day or before, and of
 * equals the newest, so that a correction of an old list does not displace the new one (as with decisions, design D13).
 *
 * @param day ISO date on the law's clock
 */
export function catalogueInForce<V extends { readonly validFrom: string }>(versions: readonly V[], day: string): V | undefined {
  return versions
    .filter(({ validFrom }) => validFrom <= day)
    .reduce<V | undefined>((chosen, version) => (chosen && chosen.validFrom >= version.validFrom ? chosen : version), undefined);
}
