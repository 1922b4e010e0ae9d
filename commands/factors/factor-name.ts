export const LONGEST_NAME = 100;
