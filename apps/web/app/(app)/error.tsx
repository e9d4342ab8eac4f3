'use client';
import { ErrorState } from '@/components/ui/error-state.tsx';

/** A page that broke while it was drawn; the frame around it stays. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return <ErrorState error={error} onRetry={reset} className="flex-1" />;
}
