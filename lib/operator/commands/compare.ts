import * as v from 'valibot';
import { command } from '../command-line/command';
import { askFingerprints } from '../compare/ask-fingerprints';
import { comparisonResult } from '../compare/comparison-view';

/** Looks for values that environments share. */
export const compare = command({
  name: 'compare',
  summary: 'do environments share values that they must not share?',
  arguments: [],
  options: [],
  examples: [{ line: 'compare', does: 'each keeper gives keyed digests for this one run; no value leaves it' }],
  input: v.object({}),
  run: async (_, context) => {
    const { compared, unreachable } = await context.terminal.progress.during('asking every keeper', () =>
      askFingerprints(context),
    );
    return comparisonResult(compared, unreachable);
  },
});
