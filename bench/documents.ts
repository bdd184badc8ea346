import { performance } from 'node:perf_hooks';
import { parseDocument } from '../lib/keeper/secret/secret-document';
import { setMembers } from '../lib/keeper/secret/splice';
import type { Figure } from './figure';

const FEW = 8_000;
const MANY = 80_000;
/** Ten times as many members may take so many times as long: linear, and room for what a machine does meanwhile. */
const LINEAR = 20;

/** Whether reading a document and setting members in it take time that grows with their number only. */
export function documents(): Figure[] {
  return [
    grows('reading a document', (members) => void parseDocument(documentOf(members))),
    grows('restoring new members', (members) => {
      // As many as fit beside each other: the limit of a secret is 65,536 bytes.
      const values = new Map(Array.from({ length: members / 80 }, (_, at) => [`NEW_${at}`, '"x"']));
      void setMembers(parseDocument('{"A":1}'), values);
    }),
  ];
}

function documentOf(members: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: members }, (_, at) => [`K${at}`, at])));
}

function grows(what: string, work: (members: number) => void): Figure {
  const [few, many] = [best(() => work(FEW)), best(() => work(MANY))];
  const ratio = many / few;
  return {
    what: `${what}, ten times as many members`,
    measured: `${ratio.toFixed(1)} × (${few.toFixed(1)} ms, ${many.toFixed(1)} ms)`,
    bound: `≤ ${LINEAR} ×`,
    holds: ratio <= LINEAR,
  };
}

function best(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
