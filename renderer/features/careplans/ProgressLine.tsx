/** A goal's progress as a line toward its dashed target; said in words for those who do not see it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { placedLine, progressLine } from '../../../shared/careplans/measure';
import type { GoalContent } from '../../../shared/careplans/version';

/** Size of the drawing in px, and room around it for the points. */
const box = { width: 170, height: 28, edge: 6 };

export const ProgressLine = ({
  goal,
}: {
  goal: Pick<GoalContent, 'target' | 'progress'>;
}): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const line = progressLine(goal);
  if (!line) return null;
  const { points, targetY } = placedLine(line, box.width, box.height);
  const last = points.at(-1);
  const values = line.values.join(', ');
  const said = [
    t('progressLine', { values }),
    ...(line.target === null ? [] : [t('progressTarget', { target: line.target })]),
  ].join(', ');
  const place = ({ x, y }: { x: number; y: number }): string => `${x + box.edge} ${y + box.edge}`;
  const fullWidth = box.width + 2 * box.edge;
  return (
    <svg
      className="cp-line"
      width={fullWidth + 40}
      height={box.height + 2 * box.edge}
      role="img"
      aria-label={said}
    >
      {targetY === null ? null : (
        <>
          <path className="target" d={`M0 ${targetY + box.edge}H${fullWidth}`} />
          <text x={fullWidth + 6} y={targetY + box.edge + 4}>
            {line.target}
          </text>
        </>
      )}
      <path className="course" d={`M${points.map(place).join('L')}`} />
      {points.map((point, index) => (
        <circle
          key={index}
          className={index === points.length - 1 ? 'last' : 'point'}
          cx={point.x + box.edge}
          cy={point.y + box.edge}
          r={point === last ? 3.5 : 2}
        />
      ))}
    </svg>
  );
};
