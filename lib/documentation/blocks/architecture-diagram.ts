/** A part of the picture: where it stands in the grid, and its two lines. */
interface Part {
  readonly at: readonly [column: number, row: number];
  readonly name: string;
  readonly does: string;
}

const PARTS = {
  review: { at: [1, 0], name: 'lib/review', does: 'says what a change would do' },
  rows: { at: [0, 1], name: 'lib/environments', does: 'the environments, as data' },
  stack: { at: [1, 1], name: 'bin/app.ts, lib/stack', does: 'a stack for each row or pipeline' },
  cloudformation: { at: [2, 1], name: 'CloudFormation', does: 'makes the resources' },
  app: { at: [3, 1], name: 'the running app', does: 'reads at its start' },
  catalogue: { at: [0, 2], name: 'lib/catalogue', does: 'the keys, as data' },
  operator: { at: [1, 2], name: 'lib/operator', does: 'the operators’ command line' },
  keeper: { at: [2, 2], name: 'lib/keeper', does: 'the only writer' },
  secret: { at: [3, 2], name: 'Secrets Manager', does: 'one secret, all its versions' },
  audit: { at: [3, 3], name: 'lib/audit, lib/stack/audit', does: 'what to look for; trail, alarms' },
} as const satisfies Readonly<Record<string, Part>>;

type PartId = keyof typeof PARTS;

const ARROWS: readonly { readonly from: PartId; readonly to: PartId; readonly label: string }[] = [
  { from: 'rows', to: 'stack', label: 'rows' },
  { from: 'stack', to: 'review', label: 'both sides, synthesized' },
  { from: 'stack', to: 'cloudformation', label: 'cdk deploy' },
  { from: 'cloudformation', to: 'keeper', label: 'seed' },
  { from: 'catalogue', to: 'operator', label: 'keys' },
  { from: 'operator', to: 'keeper', label: 'InvokeFunction' },
  { from: 'keeper', to: 'secret', label: 'compare and swap' },
  { from: 'app', to: 'secret', label: 'GetSecretValue' },
  { from: 'secret', to: 'audit', label: 'every call' },
];

const IDS = Object.keys(PARTS).filter((id): id is PartId => id in PARTS);

/** The picture of the architecture, as a Mermaid diagram in a fenced block. */
export function architectureMermaid(): string {
  return [
    '```mermaid',
    'flowchart LR',
    ...IDS.map((id) => `  ${id}["${PARTS[id].name}<br>${PARTS[id].does}"]`),
    ...ARROWS.map(({ from, to, label }) => `  ${from} -->|"${label}"| ${to}`),
    '```',
  ].join('\n');
}

const BOX = { width: 230, height: 58 };
const GAP = { x: 130, y: 56 };
const MARGIN = 12;

/** The same picture, drawn: an SVG image that needs no script and no font of its own. */
export function architectureSvg(): string {
  const width = 2 * MARGIN + 4 * BOX.width + 3 * GAP.x;
  const height = 2 * MARGIN + 4 * BOX.height + 3 * GAP.y;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" text-anchor="middle">`,
    '<title>The parts and who calls whom</title>',
    '<defs><marker id="head" markerWidth="9" markerHeight="9" refX="8" refY="4.5" orient="auto"><path d="M0,0 L9,4.5 L0,9 z"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...ARROWS.map(arrow),
    ...IDS.map(box),
    '</svg>',
    '',
  ].join('\n');
}

function corner({ at: [column, row] }: Part): readonly [x: number, y: number] {
  return [MARGIN + column * (BOX.width + GAP.x), MARGIN + row * (BOX.height + GAP.y)];
}

function box(id: PartId): string {
  const { name, does } = PARTS[id];
  const [x, y] = corner(PARTS[id]);
  const middle = x + BOX.width / 2;
  return [
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="#eef3f8" stroke="#33516e"/>`,
    `<text x="${middle}" y="${y + 25}" font-size="15" font-weight="bold">${name}</text>`,
    `<text x="${middle}" y="${y + 44}" font-size="12">${does}</text>`,
  ].join('');
}

/** Parts that are joined stand beside or above each other. */
function arrow({ from, to, label }: (typeof ARROWS)[number]): string {
  const [fromX, fromY] = corner(PARTS[from]);
  const [toX, toY] = corner(PARTS[to]);
  const [right, down] = [Math.sign(toX - fromX), Math.sign(toY - fromY)];
  const x1 = fromX + (BOX.width / 2) * (1 + right);
  const y1 = fromY + (BOX.height / 2) * (1 + down);
  const x2 = toX + (BOX.width / 2) * (1 - right);
  const y2 = toY + (BOX.height / 2) * (1 - down);
  const [textX, textY, anchor] = down === 0 ? [(x1 + x2) / 2, y1 - 6, 'middle'] : [x1 + 8, (y1 + y2) / 2 + 4, 'start'];
  return (
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#33516e" marker-end="url(#head)"/>` +
    `<text x="${textX}" y="${textY}" font-size="12" text-anchor="${anchor}">${label}</text>`
  );
}
