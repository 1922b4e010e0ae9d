/** Key of the procedure whose cases are requests about accounts. */
export const ACCOUNT_PROCEDURE = 'account-approval';
