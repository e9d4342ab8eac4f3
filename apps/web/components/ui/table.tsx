import type { ComponentProps } from 'react';
import { classNames } from '@/lib/class-names.ts';

/** A dense table that fills the width; scrolls sideways in itself when it must. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    <div className="min-w-0 overflow-x-auto">
      <table className={classNames('tabular w-full border-collapse text-base', className)} {...rest} />
    </div>
  );
}

export function TableHead({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead className={classNames('border-line border-b', className)} {...rest} />;
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={classNames(
        'group/row border-line border-b transition-colors last:border-b-0 focus-within:bg-hover hover:bg-hover',
        className,
      )}
      {...rest}
    />
  );
}

export function TableHeader({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={classNames(
        'h-8 whitespace-nowrap px-3 text-left font-normal text-sm text-subtle first:pl-4 last:pr-4',
        className,
      )}
      {...rest}
    />
  );
}

export function TableCell({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={classNames('h-11 px-3 align-middle first:pl-4 last:pr-4', className)} {...rest} />;
}
