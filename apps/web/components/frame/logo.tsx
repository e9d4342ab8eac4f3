import { classNames } from '@/lib/class-names.ts';

/** The mark: two ways out of one step. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className={classNames('size-7', className)}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <g className="text-on-accent" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round">
        <path d="M8 22h4.5c3.5 0 3.5-12 7-12H21" />
        <path d="M15.8 18.5c.8 2 1.9 3.5 3.7 3.5h1.2" opacity="0.6" />
      </g>
      <g className="fill-on-accent">
        <circle cx="8" cy="22" r="2.6" />
        <circle cx="23.4" cy="10" r="2.6" />
        <circle cx="23.4" cy="22" r="2.6" opacity="0.6" />
      </g>
    </svg>
  );
}
