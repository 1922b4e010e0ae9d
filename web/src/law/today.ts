const HANOI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });

/** ISO date on the law's clock. */
export const today = (): string => HANOI.format(new Date());
