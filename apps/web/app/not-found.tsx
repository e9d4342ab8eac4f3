import type { Metadata } from 'next';
import Link from 'next/link';
import { Logo } from '@/components/frame/logo.tsx';
import { Button } from '@/components/ui/button.tsx';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-6 text-center">
      <Logo className="mb-4 size-9" />
      <h1 className="font-semibold text-xl">There is no page at this address</h1>
      <p className="mt-1 max-w-sm text-balance text-md text-muted">
        It may have been moved, or the link is not complete.
      </p>
      <Button asChild className="mt-5" variant="primary">
        <Link href="/">Go home</Link>
      </Button>
    </main>
  );
}
