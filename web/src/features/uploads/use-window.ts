import { useCallback, useState, type UIEvent } from 'react';

/** Which rows of equal height stand in a scrolled box: thousands of files cost as little as ten. */
export function useWindow(count: number, rowHeight: number, boxHeight: number) {
  const [top, setTop] = useState(0);
  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    setTop(event.currentTarget.scrollTop);
  }, []);
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight) - 3, count - 1));
  const end = Math.min(count, Math.ceil((top + boxHeight) / rowHeight) + 3);
  return { first, end, onScroll, height: count * rowHeight, offset: first * rowHeight };
}
