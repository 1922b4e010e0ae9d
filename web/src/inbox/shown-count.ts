/** The server counts no further. */
const MOST = 1_000;
const NUMBER = new Intl.NumberFormat('vi-VN');

/** 1.000+ where there are that many at least. */
export const shownCount = (count: number): string => (count >= MOST ? `${NUMBER.format(MOST)}+` : String(count));
