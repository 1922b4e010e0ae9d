/**
 * How the number and symbol of a kind of document are written (NĐ 30/2020, phụ lục I): the ordinal, a stroke, the symbol without spaces.
 * `{year}`, `{kind}`: abbreviation of the kind, `{unit}`: of the agency, `{office}`: of the office that drafts, `{-office}`: the same
 * with its hyphen, or nothing. The database says the same.
 */
export const NUMBER_PATTERN = '^\\{number\\}/([^{}\\s]|\\{(year|kind|unit|office|-office)\\})+$';

/** An abbreviation that can stand in a number. */
export const NUMBER_KIND = '^[^\\s/{}]{1,20}$';
