/** Moments as people say them, on the clock of Jakarta: "10.42" today, "24 Nov, 10.42" before. */

const ZONE = { timeZone: "Asia/Jakarta" } as const;
const TIME = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", ...ZONE });
const DAY = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "short", ...ZONE });

/** momentText("2026-06-18T10:41:00+07:00", now) = "10.41" on that day; text that is no moment stays as it is. */
export function momentText(iso: string, now: number): string {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) {
    return iso;
  }
  const time = TIME.format(moment);
  const day = DAY.format(moment);
  return day === DAY.format(now) ? time : `${day}, ${time}`;
}
