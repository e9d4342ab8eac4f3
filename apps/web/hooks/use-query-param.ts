import { usePathname, useSearchParams } from 'next/navigation';

/**
 * A parameter of the page's address, so that what is on the screen can be linked. Setting it replaces the entry in the
 * history; an empty value removes the parameter. Pages that use it stand inside <Suspense>.
 */
export function useQueryParam(name: string): readonly [value: string, set: (value: string) => void] {
  const pathname = usePathname();
  const params = useSearchParams();
  return [
    params.get(name) ?? '',
    (value) => {
      // read from the address itself: two setters in one event must not undo each other
      const next = new URLSearchParams(location.search);
      if (value === '') next.delete(name);
      else next.set(name, value);
      const search = next.toString();
      if (search === new URLSearchParams(location.search).toString()) return;
      // Next follows the history by itself; its router would fetch the whole page again
      history.replaceState(null, '', search === '' ? pathname : `${pathname}?${search}`);
    },
  ];
}
