import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Providers } from '@/components/frame/providers.tsx';
import { frameScript } from '@/lib/theme.ts';
import '@/styles/globals.css';

export const metadata: Metadata = {
  title: { default: 'InnoFlow', template: '%s · InnoFlow' },
  description: 'Draw your processes, run them durably, see how they perform.',
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Runs before the first paint, so that neither the theme nor the navigation jumps. */}
        <script dangerouslySetInnerHTML={{ __html: frameScript }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
