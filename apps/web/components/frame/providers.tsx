'use client';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { TooltipProvider } from '@/components/ui/tooltip.tsx';
import { useTheme } from '@/hooks/use-theme.ts';
import { ApiError } from '@/lib/api-error.ts';
import { keys } from '@/lib/queries.ts';

function createQueryClient(): QueryClient {
  // the session ended while a page was open: ask again who is there, and the frame leads to the log-in page
  const askWhoIsThere = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401)
      void client.invalidateQueries({ queryKey: keys.me });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        if (query.queryKey[0] !== keys.me[0]) askWhoIsThere(error);
      },
    }),
    mutationCache: new MutationCache({ onError: askWhoIsThere }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.retryable,
      },
    },
  });
  return client;
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  useTheme();
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delayDuration={400} skipDelayDuration={200}>
        {children}
      </TooltipProvider>
    </QueryClientProvider>
  );
}
