/** What the kernel says of a case itself: rules lean on it, and nothing else may write these. */
export const OWN_VARIABLES: readonly string[] = ['caseId', 'starter'];
