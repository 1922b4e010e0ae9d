/**
 * New moons and the sun's longitude, after J. Meeus, Astronomical Algorithms (chapters 25 and 49, shortened series; the error is
 * minutes). Days are Julian day numbers; `zone` is in hours, because the calendar counts days where its people live.
 */
const DEG = Math.PI / 180;
const SYNODIC_MONTH = 29.530588853;
/** the new moon of 1900-01-01 that lunations are counted from */
export const FIRST_LUNATION = 2_415_021.076998695;

/** Julian day number of the day on which the k-th new moon falls in the zone. */
export function newMoonDay(k: number, zone: number): number {
  return Math.floor(newMoon(k) + 0.5 + zone / 24);
}

export const lunationBefore = (day: number): number => Math.floor((day - FIRST_LUNATION) / SYNODIC_MONTH);

function newMoon(k: number): number {
  const t = k / 1236.85;
  const [t2, t3] = [t * t, t * t * t];
  const mean =
    2_415_020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * DEG);
  return mean + periodicTerms(k, t, t2, t3) - deltaT(t, t2, t3);
}

function periodicTerms(k: number, t: number, t2: number, t3: number): number {
  const m = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * DEG;
  const mpr = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * DEG;
  const f = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * DEG;
  return (
    (0.1734 - 0.000393 * t) * Math.sin(m) +
    0.0021 * Math.sin(2 * m) -
    0.4068 * Math.sin(mpr) +
    0.0161 * Math.sin(2 * mpr) -
    0.0004 * Math.sin(3 * mpr) +
    0.0104 * Math.sin(2 * f) -
    0.0051 * Math.sin(m + mpr) -
    0.0074 * Math.sin(m - mpr) +
    0.0004 * Math.sin(2 * f + m) -
    0.0004 * Math.sin(2 * f - m) -
    0.0006 * Math.sin(2 * f + mpr) +
    0.001 * Math.sin(2 * f - mpr) +
    0.0005 * Math.sin(2 * mpr + m)
  );
}

/** Dynamical less universal time, in days. */
function deltaT(t: number, t2: number, t3: number): number {
  if (t < -11) return 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3;
  return -0.000278 + 0.000265 * t + 0.000262 * t2;
}

/** Sector of the sun's longitude at midnight of the day in the zone: 0 to 11, each of 30 degrees, 9 holds the winter solstice's start. */
export function sunSector(day: number, zone: number): number {
  const t = (day - 0.5 - zone / 24 - 2_451_545) / 36_525;
  const t2 = t * t;
  const m = (357.5291 + 35_999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * DEG;
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t2) * Math.sin(m) + (0.019993 - 0.000101 * t) * Math.sin(2 * m) + 0.00029 * Math.sin(3 * m);
  const longitude = (280.46645 + 36_000.76983 * t + 0.0003032 * t2 + centre) % 360;
  return Math.floor((longitude < 0 ? longitude + 360 : longitude) / 30);
}
