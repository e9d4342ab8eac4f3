'use client';
import Link from 'next/link';
import { type ComponentProps, useState } from 'react';

/** A link of a long list: what it leads to is fetched ahead when the pointer or the focus comes, not for every row. */
export function HoverLink(props: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  const [near, setNear] = useState(false);
  return (
    <Link
      {...props}
      prefetch={near ? null : false}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
    />
  );
}
