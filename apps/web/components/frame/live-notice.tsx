'use client';
import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLiveState } from '@/hooks/use-socket.tsx';

const PATIENCE_MS = 3_000;

/** Says that live updates have stopped; a short break is not worth a word. */
export function LiveNotice() {
  const lost = useLiveState() === 'waiting';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(lost), lost ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [lost]);
  if (!shown) return null;
  return (
    <p role="status" className="flex items-center gap-2 px-4 py-2 text-sm text-waiting-fg">
      <CloudOff className="size-4 shrink-0" aria-hidden="true" />
      <span className="in-data-[nav=collapsed]:sr-only">Offline – trying to reconnect</span>
    </p>
  );
}
