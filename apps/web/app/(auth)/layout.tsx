import type { ReactNode } from 'react';
import { Logo } from '@/components/frame/logo.tsx';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh justify-center px-5 py-10 sm:items-center sm:py-16">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-2.5 font-semibold text-lg tracking-tight">
          <Logo />
          InnoFlow
        </div>
        {children}
      </div>
    </main>
  );
}
