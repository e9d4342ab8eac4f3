'use client';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from '@/lib/class-names.ts';

/** What a control must carry so that its label, help and error are read with it. */
export type FieldControl = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  'aria-required': boolean | undefined;
};

type FieldProps = {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** At the right end of the label's line. */
  aside?: ReactNode;
  className?: string;
  /** A function gets the attributes of the control; spread them on it. */
  children(control: FieldControl): ReactNode;
};

/** A label above a control, with help and error below it, wired for assistive technology. */
export function Field({ label, help, error, required, aside, className, children }: FieldProps) {
  const id = useId();
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : undefined, help ? helpId : undefined].filter(Boolean).join(' ');
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="min-w-0 font-medium text-fg">
          {label}
          {required ? null : <span className="ml-1.5 font-normal text-sm text-subtle">optional</span>}
        </label>
        {aside}
      </div>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      <FieldMessages help={help} helpId={helpId} error={error} errorId={errorId} />
    </div>
  );
}

type MessagesProps = { help?: ReactNode; helpId: string; error?: string | undefined; errorId: string };

/** The lines below a control; also used by controls whose label stands beside them. */
export function FieldMessages({ help, helpId, error, errorId }: MessagesProps) {
  return (
    <>
      {error ? (
        <p id={errorId} role="alert" className="flex gap-1 text-failed-fg text-sm">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
          {error}
        </p>
      ) : null}
      {help ? (
        <p id={helpId} className="text-sm text-subtle">
          {help}
        </p>
      ) : null}
    </>
  );
}
