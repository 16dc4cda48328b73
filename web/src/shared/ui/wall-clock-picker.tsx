import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { wallClockZone } from '../format/format';

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
    : new Date(`${picked.format('YYYY-MM-DDTHH:mm:00')}+08:00`).toISOString();
}

/** A date and minute of the wall clock in Beijing; gives RFC 3339 in UTC. */
export function WallClockPicker({ id, value, onChange, disabled }: Props) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      showTime={{ format: 'HH:mm', minuteStep: 1 }}
      format="YYYY-MM-DD HH:mm"
      value={toPicker(value)}
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
