import type { DestinationStream } from 'pino';

/** A destination that turns the logger's JSON lines into `time level service message key=value ...`. */
export function prettyDestination(out: { write(text: string): unknown }): DestinationStream {
  return {
    write(line: string) {
      const { time, level, service, message, ...rest }: Record<string, unknown> = JSON.parse(line);
      const clock = String(time).slice(11, 23);
      const fields = Object.entries(rest).map(([key, value]) => ` ${key}=${toField(value)}`);
      out.write(
        `${clock} ${String(level).padEnd(5)} ${String(service)} ${String(message ?? '')}${fields.join('')}\n`,
      );
    },
  };
}

function toField(value: unknown): string {
  return typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value);
}
