import { classNames } from '@/lib/class-names.ts';

type MiniBarsProps = {
  values: readonly number[];
  /** Read instead of the picture, e.g. "Runs in the last 7 days: 3, 0, 5 …". */
  label: string;
  className?: string;
};

/** A handful of counts as bars, about the size of a word. */
export function MiniBars({ values, label, className }: MiniBarsProps) {
  const max = Math.max(1, ...values);
  const width = 100 / Math.max(1, values.length);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className={classNames('h-5 w-16 text-chart-5', className)}
    >
      {values.map((value, index) => {
        const height = value === 0 ? 1 : Math.max(2, (value / max) * 24);
        return (
          <rect
            key={`${index}-of-${values.length}`}
            x={index * width + width * 0.12}
            y={24 - height}
            width={width * 0.76}
            height={height}
            rx={1}
            fill="currentColor"
            opacity={value === 0 ? 0.35 : 1}
          />
        );
      })}
    </svg>
  );
}

/** A trend as a line of the same size. */
export function Sparkline({ values, label, className }: MiniBarsProps) {
  const min = Math.min(...values);
  const span = Math.max(...values) - min || 1;
  const step = 100 / Math.max(1, values.length - 1);
  const points = values
    .map((value, index) => `${index * step},${22 - ((value - min) / span) * 20}`)
    .join(' ');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className={classNames('h-5 w-16 text-chart-5', className)}
    >
      <polyline
        points={points}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
      />
    </svg>
  );
}
