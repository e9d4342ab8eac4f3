import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: { classGroups: { shadow: ['shadow-float'] } },
});

/** Joins class names; of two Tailwind classes that contradict each other, the later one stays. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
