const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY_NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The common cron lines in words ("every weekday at 09:00"); undefined for the others. */
export function cronInWords(cron: string): string | undefined {
  const fields = cron.trim().toUpperCase().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (month !== '*') return undefined;
  const often = everyFewMinutes(minute, hour, day, weekday);
  if (often !== undefined) return often;
  const time = timeOf(hour, minute);
  if (time === undefined) return undefined;
  if (day === '*' && weekday === '*') return `every day at ${time}`;
  if (day === '*') {
    const days = weekdaysInWords(weekday);
    return days && `every ${days} at ${time}`;
  }
  return weekday === '*' && /^\d+$/.test(day) ? `on day ${day} of every month at ${time}` : undefined;
}

function everyFewMinutes(minute: string, hour: string, day: string, weekday: string): string | undefined {
  if (day !== '*' || weekday !== '*') return undefined;
  const minutes = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (hour === '*') {
    if (minute === '*') return 'every minute';
    if (minutes !== undefined) return minutes === '1' ? 'every minute' : `every ${minutes} minutes`;
    return /^\d+$/.test(minute) ? `every hour at minute ${minute}` : undefined;
  }
  const hours = /^\*\/(\d+)$/.exec(hour)?.[1];
  return hours !== undefined && minute === '0'
    ? hours === '1'
      ? 'every hour'
      : `every ${hours} hours`
    : undefined;
}

function timeOf(hour: string, minute: string): string | undefined {
  if (!/^\d{1,2}$/.test(hour) || !/^\d{1,2}$/.test(minute)) return undefined;
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

function weekdaysInWords(text: string): string | undefined {
  if (text === '1-5' || text === 'MON-FRI') return 'weekday';
  const names = text.split(',').map((part) => {
    const number = /^[0-7]$/.test(part) ? Number(part) % 7 : DAY_NAMES.indexOf(part);
    return DAYS[number];
  });
  if (names.includes(undefined)) return undefined;
  return names.length < 2 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
