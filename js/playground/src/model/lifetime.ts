/** A stretch of time in words. */

/** `seconds` as a person says it, in its two largest units. */
export function lifetime(seconds: number): string {
  const all = Math.max(0, Math.round(seconds));
  const [days, hours, minutes] = [
    Math.floor(all / 86_400),
    Math.floor(all / 3600) % 24,
    Math.floor(all / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${all % 60} s` : `${all} s`;
}
