import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import { wallClockZone } from '../format/format';
import type { Language } from '../words/language';
import { useLanguage } from '../words/words';

// The picker asks dayjs for “now” and “today”, in its default zone once it knows of zones.
dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.tz.setDefault(wallClockZone);

interface Props {
  id?: string;
  value?: string | undefined;
  onChange?: (time: string | undefined) => void;
  disabled?: boolean;
}

const inZone = new Intl.DateTimeFormat('sv-SE', {
  timeZone: wallClockZone,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The picker thinks in the computer's zone; people here think in Beijing time. */
function toPicker(time: string | undefined): Dayjs | null {
  if (time === undefined) return null;
  return dayjs(inZone.format(new Date(time)).replace(' ', 'T'));
}

function fromPicker(picked: Dayjs | null): string | undefined {
  return picked === null
    ? undefined
    : new Date(`${picked.format('YYYY-MM-DDTHH:mm:ss')}+08:00`).toISOString();
}

// Documents write minutes; seconds stand only where a time has some.
function formatsOf(time: Dayjs | null, language: Language): string[] {
  const clock = time !== null && time.second() !== 0 ? 'HH:mm:ss' : 'HH:mm';
  const shown = language === 'zh' ? 'YYYY年M月D日' : 'D MMM YYYY';
  // The first is shown; all are understood when typed.
  return [`${shown} ${clock}`, `${shown} HH:mm`, 'YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DD HH:mm'];
}

/** A date and minute of the wall clock in Beijing; gives RFC 3339 in UTC. */
export function WallClockPicker({ id, value, onChange, disabled }: Props) {
  const time = toPicker(value);
  const formats = formatsOf(time, useLanguage());
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      showTime={{ format: formats[0]?.split(' ').at(-1) ?? 'HH:mm', minuteStep: 1 }}
      format={formats}
      value={time}
      disabled={disabled ?? false}
      onKeyDown={(event) => {
        // Enter takes the typed time; it must not send the form that is still being filled in.
        if (event.key === 'Enter') event.preventDefault();
      }}
      onChange={(picked: Dayjs | null) => onChange?.(fromPicker(picked))}
      style={{ width: '100%' }}
    />
  );
}
