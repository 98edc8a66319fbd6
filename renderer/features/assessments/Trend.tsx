/** A score over the stays: drawn small, said in words, and as a table. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedAssessment } from '../../../shared/assessments/assessment';
import { epochOf, localDateOf } from '../../../shared/time';
import { useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { ErrorPlace, Skeleton } from '../../components/PlaceState';
import { mainScoreOf, useScoreText } from './said';

const width = 240;
const height = 48;
const room = 6;

export const Trend = ({ opened }: { opened: OpenedAssessment }): ReactElement => {
  const { t } = useTranslation('assessments');
  const format = useFormat();
  const { zone } = useMinute();
  const scoreText = useScoreText();
  const { assessment, instrument } = opened;
  const { data, error, refetch } = useCall('assessments.ofInstrument', {
    patientId: assessment.patientId,
    instrument: instrument.id,
  });
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!data) return <Skeleton rows={2} />;
  const points = data.toReversed().flatMap(({ id, completedAt, result }) => {
    const main = result ? mainScoreOf(instrument, result.scores) : null;
    return main && completedAt !== null && main.score.value !== null
      ? [{ id, at: completedAt, value: main.score.value, ...main, result }]
      : [];
  });
  const first = points[0];
  if (!first) return <p className="t-cap">{t('noTrend')}</p>;
  const { min, max } = first.definition;
  const start = epochOf(first.at);
  const span = Math.max(1, epochOf(points.at(-1)!.at) - start);
  const x = (at: string): number => room + ((width - 2 * room) * (epochOf(at) - start)) / span;
  const y = (value: number): number =>
    height - room - ((height - 2 * room) * (value - min)) / Math.max(1, max - min);
  return (
    <div className="as-trend">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t('trendSaid', { values: points.map(({ value }) => value).join(', ') })}
      >
        <polyline points={points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')} />
        {points.map(({ id, at, value }) => (
          <circle key={id} cx={x(at)} cy={y(value)} r="3" />
        ))}
      </svg>
      <table className="as-table">
        <thead>
          <tr>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('score')}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ id, at, result }) => (
            <tr key={id}>
              <td>{format.numericDate(localDateOf(at, zone))}</td>
              <td>{scoreText(instrument, result?.scores)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
