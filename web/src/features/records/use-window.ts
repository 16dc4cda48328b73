import { useEffect, useState, type RefObject } from 'react';

const OVERSCAN = 10;

interface Range {
  first: number;
  end: number;
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let each = element.parentElement; each !== null; each = each.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) return each;
  }
  return null;
}

/** Which rows of equal height the scrolled page shows: long lists cost as little as short ones. */
export function useWindow(
  list: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): Range {
  const [range, setRange] = useState<Range>({ first: 0, end: 40 });
  useEffect(() => {
    const element = list.current;
    const scroller = element === null ? null : scrollerOf(element);
    if (element === null || scroller === null) return undefined;
    const measure = () => {
      const above = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
      const first = Math.max(0, Math.floor(above / rowHeight) - OVERSCAN);
      const end = Math.ceil((above + scroller.clientHeight) / rowHeight) + OVERSCAN;
      setRange((before) =>
        before.first === first && before.end === end ? before : { first, end },
      );
    };
    measure();
    scroller.addEventListener('scroll', measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', measure);
      resized.disconnect();
    };
  }, [list, rowHeight, count]);
  const end = Math.min(count, Math.max(0, range.end));
  return { first: Math.min(range.first, end), end };
}
