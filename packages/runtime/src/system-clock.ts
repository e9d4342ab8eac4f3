import type { Clock } from './ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
