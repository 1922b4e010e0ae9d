export const ICON = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;
