/** How a piece of text is meant; decides its colour on a terminal. */
export type Tone = 'plain' | 'good' | 'bad' | 'warning' | 'quiet' | 'strong';

/** Text of a line or a cell. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

/** One block of what a person reads. */
export type View =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly Cell[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
      /** The same rows in signs, where these do not fit, with what the signs mean. */
      readonly narrow?: { readonly rows: readonly (readonly Cell[])[]; readonly legend: string };
    }
  /** Text that a program reads, such as a template: nothing is put around it. */
  | { readonly kind: 'raw'; readonly text: string };

/** A heading. */
export function heading(text: string): View {
  return { kind: 'heading', text };
}

/** Lines of text. */
export function lines(...content: readonly Cell[]): View {
  return { kind: 'lines', lines: content };
}

/** A table; without rows there is none. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): readonly View[] {
  return rows.length === 0 ? [] : [{ kind: 'table', head, rows }];
}

/** Text with a tone. */
export function toned(tone: Tone, text: string): Cell {
  return { text, tone };
}

/** What a command found or did, for programs (`data`) and for people (`view`). */
export interface Result {
  /** The check found something: exit code 1. @default false */
  readonly failed?: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly view: readonly View[];
}
