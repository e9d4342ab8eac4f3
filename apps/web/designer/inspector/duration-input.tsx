'use client';
import { parseDuration } from '@innoflow/contracts';
import type { FieldControl } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { formatDuration } from '@/lib/time.ts';

type DurationInputProps = {
  control: FieldControl;
  value: string;
  placeholder?: string | undefined;
  disabled?: boolean;
  onChange(value: string | undefined): void;
};

/** A duration such as "20s" or "P1D", with its meaning in words beside it. */
export function DurationInput({ control, value, placeholder, disabled, onChange }: DurationInputProps) {
  const ms = parseDuration(value);
  const words = ms === undefined ? undefined : formatDuration(ms);
  const wrong = value !== '' && ms === undefined && !value.includes('{{');
  return (
    <div>
      <div className="relative">
        <Input
          {...control}
          aria-invalid={control['aria-invalid'] ?? (wrong ? true : undefined)}
          value={value}
          disabled={disabled}
          placeholder={placeholder ?? '20s, 15m, 4h, 3d'}
          spellCheck={false}
          autoComplete="off"
          className="pr-24 font-mono text-sm"
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
        {words ? (
          <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-sm text-subtle">
            {words}
          </span>
        ) : null}
      </div>
      {wrong ? (
        <p role="status" className="mt-1 text-failed-fg text-sm">
          A number with its unit: 500ms, 20s, 15m, 4h, 3d or 2w.
        </p>
      ) : null}
    </div>
  );
}
