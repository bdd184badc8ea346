import type { AppLog, LogLine } from '../../../lib/operator/services/app-log';

/** A log that finds lines as CloudWatch does: those since then that hold one of the words asked for. */
export function anAppLog(lines: readonly LogLine[], firstEvents: Readonly<Record<string, Date>>): AppLog {
  const since = (time: Date) => lines.filter(({ at }) => at >= time);
  return {
    lines: async ({ name }, search) =>
      name === 'deployment-log'
        ? []
        : since(search.since).filter(({ text }) => text.includes('loaded') === search.pattern.includes('loaded')),
    activeStreams: async (_, time) => new Set(since(time).map(({ stream }) => stream)),
    streams: async (_, wanted) =>
      Object.entries(firstEvents)
        .map(([name, firstEventAt]) => ({ name, firstEventAt }))
        .filter(({ name }) => wanted.since !== undefined || wanted.names.has(name)),
  };
}
