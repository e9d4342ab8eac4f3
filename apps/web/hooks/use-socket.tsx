'use client';
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import { createEventBatch } from '@/lib/event-batch.ts';
import { applyLiveEvents } from '@/lib/live-cache.ts';
import { type LiveListener, LiveSocket, type LiveState } from '@/lib/live-socket.ts';
import { keys } from '@/lib/queries.ts';
import { createRefresher } from '@/lib/refresher.ts';

const SocketContext = createContext<LiveSocket | undefined>(undefined);

function connect(): WebSocket {
  return new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`);
}

/** Holds the page's one WebSocket open while somebody is logged in (`enabled`). */
export function SocketProvider({ enabled, children }: { enabled: boolean; children: ReactNode }) {
  const [socket] = useState(() => new LiveSocket(connect));
  useEffect(() => {
    if (!enabled) return;
    // a moment later, because strict mode mounts, unmounts and mounts again in development
    const timer = setTimeout(() => socket.start(), 0);
    const retry = () => socket.retryNow();
    addEventListener('online', retry);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', retry);
      socket.stop();
    };
  }, [socket, enabled]);
  return <SocketContext value={socket}>{children}</SocketContext>;
}

function useSocket(): LiveSocket {
  const socket = useContext(SocketContext);
  if (!socket) throw new Error('useSocket needs a SocketProvider above it');
  return socket;
}

/** Whether live updates come in; `waiting` means that the connection was lost and is tried again. */
export function useLiveState(): LiveState {
  const socket = useSocket();
  return useSyncExternalStore(
    (listener) => socket.onState(listener),
    () => socket.state,
    () => 'idle' as const,
  );
}

/** Calls `onMessage` with every message of a topic; `undefined` subscribes to nothing. */
function useTopic(topic: string | undefined, onMessage: LiveListener): void {
  const socket = useSocket();
  const handle = useEffectEvent(onMessage);
  useEffect(
    () => (topic === undefined ? undefined : socket.subscribe(topic, (message) => handle(message))),
    [socket, topic],
  );
}

/**
 * Keeps the query cache as new as a topic: events patch it, and `staleOnReset` is read again whenever events may have
 * been missed. Lists of runs and the inbox are kept by the frame; a run's page adds its own topic.
 */
export function useLiveQueries(
  topic: string | undefined,
  staleOnReset: readonly (readonly unknown[])[],
): void {
  const client = useQueryClient();
  const [refresher] = useState(() => createRefresher(client));
  const [batch] = useState(() =>
    createEventBatch((events) => {
      for (const queryKey of applyLiveEvents(client, events)) refresher.refresh(queryKey);
    }),
  );
  useEffect(
    () => () => {
      batch.cancel();
      refresher.stop();
    },
    [batch, refresher],
  );
  useTopic(topic, (message) => {
    if (message.kind === 'event') batch.add(message.event);
    else for (const queryKey of staleOnReset) void client.invalidateQueries({ queryKey });
  });
}

/** What the frame keeps live on every page. */
export function useLiveFrame(): void {
  useLiveQueries('runs', [keys.runs, keys.runCounts, keys.workflows]);
  useLiveQueries('inbox', [keys.inbox]);
}
