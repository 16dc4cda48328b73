import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useLanguage } from '../words/words';

interface Props {
  id?: string;
  value?: string | undefined;
  onChange?: (day: string | undefined) => void;
}

const written = 'YYYY-MM-DD';

/** A day of the calendar, as 2026-03-01. */
export function DayPicker({ id, value, onChange }: Props) {
  const shown = useLanguage() === 'zh' ? 'YYYY年M月D日' : 'D MMM YYYY';
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      format={[shown, written]}
      value={value === undefined ? null : dayjs(value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault(); // it takes the typed day
      }}
      onChange={(picked: Dayjs | null) => onChange?.(picked?.format(written))}
      style={{ width: '100%' }}
    />
  );
}
