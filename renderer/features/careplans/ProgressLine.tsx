/**
 * A goal's progress drawn over time, with its baseline, dashed target and due line. Said in words
 * and given as a table for those who do not see it.
 */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { progressChart } from '../../../shared/careplans/chart';
import type { GoalContent } from '../../../shared/careplans/version';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';

/** Size of the drawing in px, and room around it for points and line ends. */
const box = { width: 170, height: 30 };
const edge = 6;
/** Room at the right for the target's number. */
const labelWidth = 40;

export const ProgressLine = ({
  goal,
}: {
  goal: Pick<GoalContent, 'description' | 'baseline' | 'target' | 'dueOn' | 'progress'>;
}): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const { zone } = useMinute();
  const chart = progressChart(goal, box, zone);
  if (!chart) return null;
  const { points, baseline, target, due } = chart;
  const said = [
    t('progressLine', { values: points.map(({ value }) => value).join(', ') }),
    ...(baseline === null ? [] : [t('course.progress.baseline', { value: baseline.value })]),
    ...(target === null ? [] : [t('progressTarget', { target: target.value })]),
    ...(due === null ? [] : [t('course.progress.due', { date: format.date(due.on) })]),
  ].join(', ');
  const fullWidth = box.width + 2 * edge;
  const fullHeight = box.height + 2 * edge;
  return (
    <div className="cp-chart">
      <svg
        className="cp-line"
        width={fullWidth + labelWidth}
        height={fullHeight}
        role="img"
        aria-label={said}
      >
        {baseline === null ? null : (
          <path className="baseline" d={`M0 ${baseline.y + edge}H${fullWidth}`} />
        )}
        {target === null ? null : (
          <>
            <path className="target" d={`M0 ${target.y + edge}H${fullWidth}`} />
            <text x={fullWidth + 6} y={target.y + edge + 4}>
              {target.value}
            </text>
          </>
        )}
        {due === null ? null : <path className="due" d={`M${due.x + edge} 0V${fullHeight}`} />}
        <path
          className="course"
          d={`M${points.map(({ x, y }) => `${x + edge} ${y + edge}`).join('L')}`}
        />
        {points.map(({ x, y, at }, index) => (
          <circle
            key={`${at}-${index}`}
            className={index === points.length - 1 ? 'last' : 'point'}
            cx={x + edge}
            cy={y + edge}
            r={index === points.length - 1 ? 3.5 : 2}
          />
        ))}
      </svg>
      <table className="sr">
        <caption>{t('course.progress.table', { goal: goal.description })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('course.progress.when')}</th>
            <th scope="col">{t('course.progress.heads.value')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ at, value }, index) => (
            <tr key={`${at}-${index}`}>
              <td>{format.dateTime(at, zone)}</td>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
