import { useEffect, useState } from 'react';

const SECOND_MS = 1_000;
const MINUTE = 60;

/** Minutes and seconds: 9:05. */
export const clockOf = (seconds: number): string => `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, '0')}`;

/** Whole seconds until an instant, none below zero; renewed every second. */
export function useCountdown(until: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((Date.parse(until) - now) / SECOND_MS));
}
