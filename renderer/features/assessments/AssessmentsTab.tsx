/** A patient's assessments: what is due, what is begun, what is done; the chosen one beside them. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isInProgress, type DueLine } from '../../../shared/assessments/assessment';
import { fold } from '../../../shared/folding';
import { localDateOf, localOf, plusMinutes } from '../../../shared/time';
import { useCall, useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { stay as stayHere } from '../../app/navigation';
import { useMinute } from '../../app/now';
import { useMay } from '../../app/session-context';
import { useAppDispatch, useAppSelector } from '../../app/store';
import { Icon } from '../../components/Icon';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { AssessmentForm } from './AssessmentForm';
import { AssessmentRead } from './AssessmentRead';
import { useLanguage, useScoreText } from './said';
import './assessments.css';

const shownAtOnce = 50;

const DueList = ({
  due,
  nameOf,
  onBegin,
}: {
  due: readonly DueLine[];
  nameOf: (instrument: string) => string;
  /** Null where this person may not. */
  onBegin: ((line: DueLine) => void) | null;
}): ReactElement | null => {
  const { t } = useTranslation('assessments');
  const language = useLanguage();
  const format = useFormat();
  const { now, zone } = useMinute();
  if (due.length === 0) return null;
  /** Midnight ends the day before it. */
  const whenOf = (dueBefore: string): string => {
    const last = localOf(plusMinutes(dueBefore, -1), zone);
    return last.endsWith('T23:59')
      ? format.date(last.slice(0, 10), localDateOf(now, zone))
      : format.dateTime(dueBefore, zone);
  };
  const why = ({ reason }: DueLine): string =>
    reason.kind === 'asked'
      ? t('due.asked', { by: nameOf(reason.by), text: reason.text[language] })
      : t(`due.${reason.kind}`, {
          hours: 'hours' in reason ? reason.hours : 0,
          days: 'days' in reason ? reason.days : 'businessDays' in reason ? reason.businessDays : 0,
        });
  return (
    <>
      <h3 className="t-section">{t('dueNext')}</h3>
      <ul className="as-lines">
        {due.map((line) => (
          <li key={line.instrument}>
            <button
              type="button"
              className="as-line"
              disabled={onBegin === null}
              onClick={() => onBegin?.(line)}
            >
              <span className="m">{nameOf(line.instrument)}</span>
              {line.dueBefore === null ? null : (
                <span className={line.overdue ? 'sev overdue' : 'sev soon'}>
                  {line.overdue ? t('overdue') : t('dueBy', { when: whenOf(line.dueBefore) })}
                </span>
              )}
              <span className="t-cap">{why(line)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

const Chosen = ({
  id,
  patientLanguage,
  onStop,
}: {
  id: string;
  patientLanguage: string | null;
  onStop: () => void;
}): ReactElement => {
  const { data, error, refetch } = useCall('assessments.open', { id });
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!data) return <Skeleton rows={10} />;
  return isInProgress(data.assessment) ? (
    <AssessmentForm
      key={id}
      server={data}
      patientLanguage={patientLanguage}
      onStop={onStop}
      onCompleted={refetch}
    />
  ) : (
    <AssessmentRead opened={data} />
  );
};

export const AssessmentsTab = ({
  patientId,
  encounterId,
  patientLanguage,
}: {
  patientId: string;
  encounterId: string | null;
  patientLanguage: string | null;
}): ReactElement => {
  const { t } = useTranslation('assessments');
  const errorText = useFeatureErrorText('assessments');
  const format = useFormat();
  const { zone } = useMinute();
  const language = useLanguage();
  const scoreText = useScoreText();
  const dispatch = useAppDispatch();
  const mayWrite = useMay('assessments.write') && encounterId !== null;
  const chosen = useAppSelector((state) => state.navigation.present.params['assessment'] ?? null);
  const choose = (id: string | null): void =>
    void dispatch(stayHere({ tab: 'assessments', ...(id === null ? {} : { assessment: id }) }));
  const { data: instruments } = useCall('assessments.instruments', {});
  const { data, error, refetch } = useCall('assessments.ofPatient', {
    patientId,
    offset: 0,
    limit: shownAtOnce,
  });
  const { data: due } = useCall(
    'assessments.due',
    encounterId === null ? null : { patientId, encounterId },
  );
  const { run: start, error: startError } = useCommand('assessments.start');
  const [filter, setFilter] = useState<string | null>(null);
  const find = (id: string) => instruments?.find((one) => one.id === id);
  const nameOf = (id: string): string => find(id)?.short ?? id;
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!data || !instruments) return <Skeleton rows={8} />;
  const begin = async (instrument: string): Promise<void> => {
    if (encounterId === null) return;
    const begun = data.assessments.find(
      (one) =>
        one.instrument === instrument && one.encounterId === encounterId && isInProgress(one),
    );
    if (begun) return choose(begun.id);
    const result = await start({ patientId, encounterId, instrument, language });
    if (!result.ok) return undefined;
    setFilter(null);
    return choose(result.value.assessment.id);
  };
  const offered = instruments.filter(
    ({ title, short }) =>
      filter === null || fold(`${title[language]} ${short}`).includes(fold(filter)),
  );
  return (
    <div className="as">
      <nav className="as-nav" aria-label={t('title')}>
        <div className="row">
          <h2 className="t-section grow">
            {t('title')} <span className="t-cap">{data.total}</span>
          </h2>
          {mayWrite ? (
            <button
              type="button"
              className="icon-button"
              aria-label={t('startOne')}
              aria-expanded={filter !== null}
              onClick={() => setFilter(filter === null ? '' : null)}
            >
              <Icon name="plus" />
            </button>
          ) : null}
        </div>
        {startError ? (
          <p className="problem" role="alert">
            {errorText(startError)}
          </p>
        ) : null}
        {filter === null ? null : (
          <div className="as-start">
            <input
              className="input"
              autoFocus
              aria-label={t('findInstrument')}
              placeholder={t('findInstrument')}
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setFilter(null);
                if (event.key === 'Enter' && offered[0]) void begin(offered[0].id);
              }}
            />
            <ul className="as-lines">
              {offered.map((one) => (
                <li key={one.id}>
                  <button type="button" className="as-line" onClick={() => void begin(one.id)}>
                    <span className="m">{one.short}</span>{' '}
                    <span className="t-cap">{one.title[language]}</span>
                  </button>
                </li>
              ))}
            </ul>
            {offered.length === 0 ? <p className="s2">{t('noInstrument')}</p> : null}
          </div>
        )}
        <DueList
          due={due ?? []}
          nameOf={nameOf}
          onBegin={mayWrite ? ({ instrument }) => void begin(instrument) : null}
        />
        <ul className="as-lines">
          {data.assessments.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="as-line"
                aria-current={one.id === chosen}
                onClick={() => choose(one.id)}
              >
                <span className="m">{nameOf(one.instrument)}</span>
                {isInProgress(one) ? (
                  <span className="sev soon">{t('begun')}</span>
                ) : one.status === 'entered-in-error' ? (
                  <span className="t-cap">{t('wasInError')}</span>
                ) : (
                  <Icon name="check" size={14} />
                )}
                <span className="t-cap">
                  {[
                    scoreText(find(one.instrument), one.result?.scores),
                    format.numericDate(localDateOf(one.completedAt ?? one.updatedAt, zone)),
                    one.completedByName ?? one.updatedByName,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className="as-main">
        {chosen === null ? (
          <EmptyState title={t('emptyTitle')}>
            {mayWrite ? t('emptyText') : t('emptyRead')}
          </EmptyState>
        ) : (
          <Chosen
            key={chosen}
            id={chosen}
            patientLanguage={patientLanguage}
            onStop={() => choose(null)}
          />
        )}
      </div>
    </div>
  );
};
