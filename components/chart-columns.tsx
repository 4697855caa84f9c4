import { scaleBand, scaleLinear } from 'd3-scale';

const [width, height] = [360, 96];

export type ColumnOf = {
  key: string;
  value: number | null;
  title: string;
  /** Its time is not over: drawn paler. */
  unfinished?: boolean;
};

/** Columns over time, the highest as high as the chart. Null draws a dotted stub: not told. The table beside it has the numbers. */
export function ChartColumns({ columns, label }: { columns: readonly ColumnOf[]; label: string }) {
  const x = scaleBand(
    columns.map(({ key }) => key),
    [0, width],
  ).paddingInner(0.3);
  const top = Math.max(...columns.map(({ value }) => value ?? 0), Number.MIN_VALUE);
  const y = scaleLinear([0, top], [0, height - 4]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="block h-24 w-full"
    >
      {columns.map(({ key, value, title, unfinished }) => (
        <g key={key}>
          <title>{title}</title>
          <rect x={x(key)} y={0} width={x.bandwidth()} height={height} className="fill-transparent" />
          {value === null ? (
            <rect x={x(key)} y={height - 6} width={x.bandwidth()} height={4} className="fill-rule" />
          ) : (
            <rect
              x={x(key)}
              y={height - y(value)}
              width={x.bandwidth()}
              height={y(value)}
              className={unfinished ? 'fill-accent opacity-50' : 'fill-accent'}
            />
          )}
        </g>
      ))}
      <line
        x1={0}
        x2={width}
        y1={height - 0.5}
        y2={height - 0.5}
        vectorEffect="non-scaling-stroke"
        className="stroke-edge"
      />
    </svg>
  );
}
