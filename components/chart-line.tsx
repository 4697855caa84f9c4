import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

const [width, height, inset] = [132, 32, 3];

/**
 * A line small enough for a table cell, from zero to `top`: lines that share a table share it too.
 * A null share leaves a gap. The words beside it say the same.
 */
export function ChartLine({
  shares,
  top,
  label,
}: {
  shares: readonly (number | null)[];
  top: number;
  label: string;
}) {
  const x = scaleLinear([0, Math.max(1, shares.length - 1)], [inset, width - inset]);
  const y = scaleLinear([0, top], [height - inset, inset]);
  const path = line<number | null>()
    .defined((share) => share !== null)
    .x((_, index) => round(x(index)))
    .y((share) => round(y(share ?? 0)))(shares);
  const last = shares.at(-1);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="inline-block max-w-full align-middle"
    >
      <line x1={inset} x2={width - inset} y1={y(0)} y2={y(0)} className="stroke-rule" />
      <line
        x1={inset}
        x2={width - inset}
        y1={y(top)}
        y2={y(top)}
        strokeDasharray="1 3"
        className="stroke-edge"
      />
      {path && (
        <path d={path} fill="none" strokeWidth="1.75" strokeLinejoin="round" className="stroke-accent" />
      )}
      {typeof last === 'number' && (
        <circle cx={round(x(shares.length - 1))} cy={round(y(last))} r="2.5" className="fill-accent" />
      )}
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
