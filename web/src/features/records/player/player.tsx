import './player.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RecordDetail } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { useWords } from '@/shared/words/words';
import { gapsOf, leadingStream, NOTABLE_GAP_MS, type Facts, type Span } from '../facts';
import { words } from '../words';
import { Continuity } from './continuity';
import { ScrubBar } from './scrub-bar';
import { gapAt, relativeText, speeds, USUAL_FRAMES_PER_SECOND, wallClockAt } from './timeline';
import { useGapSpan } from './use-gap-span';
import { useFilmstrip } from './use-filmstrip';
import { useMedia, type MediaActions, type MediaState } from './use-media';
import { usePlayerKeys } from './use-player-keys';
import { Waveform } from './waveform';

interface Props {
  record: RecordDetail;
  facts: Facts | undefined;
  url: string;
  proxied: boolean;
  onFail: () => void;
}

function useFullScreen() {
  const frame = useRef<HTMLDivElement>(null);
  const [full, setFull] = useState(false);
  useEffect(() => {
    const note = () => {
      setFull(document.fullscreenElement !== null);
    };
    document.addEventListener('fullscreenchange', note);
    return () => {
      document.removeEventListener('fullscreenchange', note);
    };
  }, []);
  const toggle = useCallback(() => {
    const change =
      document.fullscreenElement === null
        ? frame.current?.requestFullscreen()
        : document.exitFullscreen();
    change?.catch(() => undefined); // refused by the browser: the page stays as it is
  }, []);
  return { frame, full, toggle };
}

interface ClockProps {
  state: MediaState;
  recordedFrom: string | undefined;
  gap: Span | undefined;
}

/** Wall clock first: what a clock on the wall showed at this picture. In a gap it stands still. */
function Clock({ state, recordedFrom, gap }: ClockProps) {
  const t = useWords(words);
  const { timeToSecond } = useFormat();
  const spanOf = useGapSpan(recordedFrom);
  const clock = wallClockAt(recordedFrom, state.seconds);
  const total = Number.isFinite(state.duration) ? relativeText(state.duration, 0) : '—';
  return (
    <div className="player__clock">
      {gap ? (
        <b className="player__break">
          {t('player.inGap')} {spanOf(gap)}
        </b>
      ) : (
        <b title={t('player.wallClock')}>{clock ? timeToSecond(clock) : t('player.noClock')}</b>
      )}
      <span title={t('player.relative')}>
        {relativeText(state.seconds, 2)} / {total}
      </span>
    </div>
  );
}

interface GapCurtainProps {
  gap: Span;
  recordedFrom: string | undefined;
  hasPicture: boolean;
  onSeek: (seconds: number) => void;
}

/** Over the picture that stands still in a gap: that nothing was recorded, and the way on. */
function GapCurtain({ gap, recordedFrom, hasPicture, onSeek }: GapCurtainProps) {
  const t = useWords(words);
  const { seconds } = useFormat();
  const spanOf = useGapSpan(recordedFrom);
  return (
    <div className="gap-curtain" role="status">
      <b>
        {t('player.inGap')} {spanOf(gap)} · {seconds(gap.lengthMs)}
      </b>
      <span>{t(hasPicture ? 'player.inGapNote' : 'player.inGapSound')}</span>
      <button
        type="button"
        onClick={() => {
          onSeek((gap.startMs + gap.lengthMs) / 1000);
        }}
      >
        {t('player.skipGap')}
      </button>
    </div>
  );
}

interface ControlsProps {
  state: MediaState;
  actions: MediaActions;
  hasPicture: boolean;
  full: boolean;
  onFullScreen: () => void;
}

function Controls({ state, actions, hasPicture, full, onFullScreen }: ControlsProps) {
  const t = useWords(words);
  const button = (word: Parameters<typeof t>[0], face: string, act: () => void) => (
    <button type="button" title={t(word)} aria-label={t(word)} onClick={act}>
      {face}
    </button>
  );
  const playWord = state.playing ? 'player.pause' : 'player.play';
  return (
    <div className="player__controls">
      {button('player.back', '−10', () => {
        actions.jump(-10);
      })}
      {hasPicture &&
        button('player.frameBack', '◂', () => {
          actions.step(-1);
        })}
      <button
        type="button"
        className="player__play"
        title={t(playWord)}
        aria-label={t(playWord)}
        onClick={actions.toggle}
      >
        <span className={state.playing ? 'is-pause' : 'is-play'} aria-hidden="true" />
      </button>
      {hasPicture &&
        button('player.frameForward', '▸', () => {
          actions.step(1);
        })}
      {button('player.forward', '+10', () => {
        actions.jump(10);
      })}
      <select
        aria-label={t('player.speed')}
        title={t('player.speed')}
        value={state.speed}
        onChange={(event) => {
          actions.setSpeed(Number(event.target.value));
          event.target.blur(); // so that the keys go on to the player
        }}
      >
        {speeds.map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
      <label className="player__volume" title={t('player.volume')}>
        <span>{t('player.volume')}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={state.muted ? 0 : state.volume}
          onChange={(event) => {
            actions.setVolume(Number(event.target.value));
          }}
          onPointerUp={(event) => {
            event.currentTarget.blur();
          }}
        />
      </label>
      {hasPicture &&
        button(
          full ? 'player.leaveFullScreen' : 'player.fullScreen',
          t(full ? 'player.leaveFullScreen' : 'player.fullScreen'),
          onFullScreen,
        )}
    </div>
  );
}

export function Player({ record, facts, url, proxied, onFail }: Props) {
  const t = useWords(words);
  const hasPicture = record.media_kind === 'video';
  const rate = leadingStream(facts)?.framesPerSecond ?? USUAL_FRAMES_PER_SECOND;
  const { ref, state, actions } = useMedia(rate);
  const { frame, full, toggle } = useFullScreen();
  const tileAt = useFilmstrip(record, url);
  const gaps = useMemo(
    () => gapsOf(facts).filter((gap) => gap.lengthMs >= NOTABLE_GAP_MS),
    [facts],
  );
  const gap = gapAt(gaps, state.seconds);
  usePlayerKeys(actions, toggle);
  const poster = `/api/records/${record.id}/derived/poster.jpg`;
  return (
    <>
      <div ref={frame} className="player" role="group" aria-label={t('player.label')}>
        <div className="player__stage">
          {hasPicture ? (
            <video
              ref={ref}
              src={url}
              preload="metadata"
              playsInline
              disablePictureInPicture
              {...(record.derived.includes('poster.jpg') && { poster })}
              onClick={actions.toggle}
              onError={onFail}
            />
          ) : (
            <div className="player__sound">
              <Waveform record={record} />
              <audio ref={ref} src={url} preload="metadata" onError={onFail} />
            </div>
          )}
          {gap && (
            <GapCurtain
              gap={gap}
              recordedFrom={record.recorded_from}
              hasPicture={hasPicture}
              onSeek={actions.seek}
            />
          )}
        </div>
        <div className="player__bar">
          <ScrubBar
            seconds={state.seconds}
            duration={state.duration}
            bufferedTo={state.bufferedTo}
            gaps={gaps}
            recordedFrom={record.recorded_from}
            tileAt={tileAt}
            onSeek={actions.seek}
          />
          <div className="player__line">
            <Clock state={state} recordedFrom={record.recorded_from} gap={gap} />
            <Controls
              state={state}
              actions={actions}
              hasPicture={hasPicture}
              full={full}
              onFullScreen={toggle}
            />
          </div>
        </div>
      </div>
      {facts && (
        <Continuity facts={facts} recordedFrom={record.recorded_from} onSeek={actions.seek} />
      )}
      <p className="muted player__keys">
        {proxied && `${t('screen.proxy')} · `}
        {t('player.keys')}
      </p>
    </>
  );
}
