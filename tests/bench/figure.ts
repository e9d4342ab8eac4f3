/** One line of the result: what was measured, against what, in the same run on the same machine. */
export type Figure = {
  /** Short and stable, for comparisons between releases. */
  id: string;
  what: string;
  value: number;
  unit: string;
  /** The yardstick of the ratio. */
  against?: { what: string; value: number; unit: string };
  /** value ÷ against.value. */
  ratio?: number;
  goal?: { text: string; met: boolean };
  details?: Record<string, number>;
};

export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, against, ratio, goal }) => [
    what,
    `${round(value)} ${unit}`,
    against ? `${against.what}: ${round(against.value)} ${against.unit}` : '',
    ratio === undefined ? '' : formatRatio(ratio),
    goal ? `${goal.met ? 'met' : 'MISSED'} (${goal.text})` : '',
  ]);
  const table = [['', 'measured', 'against', 'ratio', 'goal'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = table;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join(
    '\n',
  );
}

function formatRatio(ratio: number): string {
  return ratio < 1 ? `${(ratio * 100).toFixed(1)} %` : `${ratio.toFixed(2)} ×`;
}

function round(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
