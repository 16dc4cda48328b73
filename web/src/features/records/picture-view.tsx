import './player/player.css';
import { useEffect, useRef, useState } from 'react';
import type { Dispatch, PointerEvent, RefObject, SetStateAction } from 'react';
import { useWords } from '@/shared/words/words';
import { words } from './words';

interface View {
  scale: number; // 1: fits the frame
  x: number;
  y: number;
  turns: number; // quarter turns clockwise
}

const fitted: View = { scale: 1, x: 0, y: 0, turns: 0 };
const SCALE_MAX = 40;

function clampScale(scale: number): number {
  return Math.min(SCALE_MAX, Math.max(1, scale));
}

// The point under the pointer stays under it.
function zoomed(view: View, factor: number, atX: number, atY: number): View {
  const scale = clampScale(view.scale * factor);
  if (scale === 1) return { ...fitted, turns: view.turns };
  const grown = scale / view.scale;
  return { ...view, scale, x: atX - (atX - view.x) * grown, y: atY - (atY - view.y) * grown };
}

interface Props {
  url: string;
  name: string;
  onFail: () => void;
}

function useWheelZoom(
  frame: RefObject<HTMLElement | null>,
  setView: Dispatch<SetStateAction<View>>,
): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault(); // needs a listener that is not passive
      const box = element.getBoundingClientRect();
      const atX = event.clientX - box.left - box.width / 2;
      const atY = event.clientY - box.top - box.height / 2;
      setView((before) => zoomed(before, Math.exp(-event.deltaY / 400), atX, atY));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, [frame, setView]);
}

/** A photograph: wheel zooms, dragging moves. Looking changes nothing in the file. */
export function PictureView({ url, name, onFail }: Props) {
  const t = useWords(words);
  const frame = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const [view, setView] = useState(fitted);
  const drag = useRef<{ x: number; y: number }>(undefined);
  useWheelZoom(frame, setView);
  const move = (event: PointerEvent) => {
    const from = drag.current;
    if (from === undefined) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    setView((before) => ({ ...before, x, y }));
  };
  const actual = () => {
    const element = image.current;
    if (element === null || element.offsetWidth === 0) return;
    const scale = clampScale(element.naturalWidth / element.offsetWidth);
    setView((before) => ({ ...fitted, turns: before.turns, scale }));
  };
  const button = (word: 'fit' | 'actual' | 'in' | 'out' | 'turn', act: () => void) => (
    <button type="button" onClick={act}>
      {t(`picture.${word}`)}
    </button>
  );
  const { scale, x, y, turns } = view;
  return (
    <div className="picture">
      <div
        ref={frame}
        className="picture__frame"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX - x, y: event.clientY - y };
        }}
        onPointerMove={move}
        onPointerUp={() => {
          drag.current = undefined;
        }}
        onDoubleClick={() => {
          if (scale > 1) setView(fitted);
          else actual();
        }}
      >
        <img
          ref={image}
          src={url}
          alt={name}
          draggable={false}
          onError={onFail}
          style={{
            transform: `translate(${String(x)}px, ${String(y)}px) scale(${String(scale)}) rotate(${String(turns * 90)}deg)`,
          }}
        />
      </div>
      <div className="player__bar picture__bar">
        {button('fit', () => {
          setView(fitted);
        })}
        {button('actual', actual)}
        {button('in', () => {
          setView((before) => zoomed(before, 1.5, 0, 0));
        })}
        {button('out', () => {
          setView((before) => zoomed(before, 1 / 1.5, 0, 0));
        })}
        {button('turn', () => {
          setView((before) => ({ ...before, turns: before.turns + 1 }));
        })}
        <span className="player__hint">{t('picture.hint')}</span>
      </div>
    </div>
  );
}
