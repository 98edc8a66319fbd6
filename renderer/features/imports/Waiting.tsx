/** What waits for a person: a feed's value for a typed field, and pairs that may be one person. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  DuplicateSide,
  WaitingDifference,
  WaitingDuplicate,
} from '../../../shared/imports/import';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useOfferUndo } from '../../app/undo';
import { ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { DifferentDigits } from './SamePerson';
import { useImportWords } from './values';

const DifferenceRow = ({ difference }: { difference: WaitingDifference }): ReactElement => {
  const { t } = useTranslation('imports');
  const words = useImportWords();
  const format = useFormat();
  const { zone } = useMinute();
  const errorText = useErrorText();
  const { run, isRunning, error } = useCommand('imports.decideDifference');
  const { id, rowVersion, field, tableName } = difference;
  const name = words.field(tableName, field);
  const decide = (decision: 'ours' | 'theirs'): void => void run({ id, rowVersion, decision });
  const label = t('choiceOf', { field: name, name: difference.patientName });
  return (
    <tr>
      <th scope="row">
        <span className="m">{difference.patientName}</span>
        <span className="sub">
          {[
            difference.birthDate ? format.numericDate(difference.birthDate) : '',
            difference.mrn ?? '',
          ]
            .filter((fact) => fact !== '')
            .join(' · ')}
        </span>
      </th>
      <td>
        {name}
        <span className="sub">{words.record(tableName)}</span>
      </td>
      <td>
        {words.value(field, difference.ours)}
        {difference.typedAt ? (
          <span className="sub">
            {difference.typedBy === null
              ? t('typed', { when: format.dateTime(difference.typedAt, zone) })
              : t('typedBy', {
                  name: difference.typedBy,
                  when: format.dateTime(difference.typedAt, zone),
                })}
          </span>
        ) : null}
      </td>
      <td>
        <span className="m">{words.value(field, difference.theirs)}</span>
        <span className="sub">
          {difference.fileName}, {words.place(difference.place)}
        </span>
      </td>
      <td>
        <span className="row" role="group" aria-label={label}>
          <Button size="small" disabled={isRunning} onClick={() => decide('ours')}>
            {t('keepOurs')}
          </Button>
          <Button size="small" disabled={isRunning} onClick={() => decide('theirs')}>
            {t('takeFile')}
          </Button>
        </span>
        {error ? (
          <span className="problem" role="alert">
            {errorText(error)}
          </span>
        ) : null}
      </td>
    </tr>
  );
};

const Side = ({ side, other }: { side: DuplicateSide; other: DuplicateSide }): ReactElement => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <td>
      <span className="m">{side.name}</span>{' '}
      <span className="s3">{side.birthDate ? format.numericDate(side.birthDate) : ''}</span>
      <span className="sub">
        {t('mrn')} <DifferentDigits value={side.mrn ?? t('none')} other={other.mrn ?? ''} /> ·{' '}
        {t('stay')} {side.stay ?? t('none')}
      </span>
    </td>
  );
};

const PairRow = ({ pair }: { pair: WaitingDuplicate }): ReactElement => {
  const { t } = useTranslation('imports');
  const errorText = useErrorText();
  const offerUndo = useOfferUndo();
  const { run, isRunning, error } = useCommand('imports.decideDuplicate');
  const { run: unmerge } = useCommand('imports.unmerge');
  const { id, rowVersion, first, second } = pair;
  const same = async (keep: DuplicateSide, prior: DuplicateSide): Promise<void> => {
    const outcome = await run({ id, rowVersion, decision: 'same', keepId: keep.patientId });
    if (outcome.ok) offerUndo(t('mergedUndo'), () => unmerge({ patientId: prior.patientId }));
  };
  return (
    <tr>
      <Side side={first} other={second} />
      <Side side={second} other={first} />
      <td>
        <span className="row wrap" role="group" aria-label={`${t('samePerson')} ${first.name}`}>
          <Button size="small" disabled={isRunning} onClick={() => void same(first, second)}>
            {t('keepThis', { mrn: first.mrn ?? t('first') })}
          </Button>
          <Button size="small" disabled={isRunning} onClick={() => void same(second, first)}>
            {t('keepThis', { mrn: second.mrn ?? t('second') })}
          </Button>
          <Button
            size="small"
            disabled={isRunning}
            onClick={() => void run({ id, rowVersion, decision: 'different', keepId: null })}
          >
            {t('different')}
          </Button>
        </span>
        {error ? (
          <span className="problem" role="alert">
            {errorText(error)}
          </span>
        ) : null}
      </td>
    </tr>
  );
};

/** Rows drawn before the person asks for all. */
const first = 20;

export const Waiting = (): ReactElement | null => {
  const { t } = useTranslation('imports');
  const { data, error, refetch } = useCall('imports.waiting', {});
  const [all, setAll] = useState(false);
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!data) return <Skeleton rows={2} />;
  const { differences, duplicates, hidden } = data;
  if (differences.length + duplicates.length + hidden === 0) return null;
  const shown = <T,>(list: readonly T[]): readonly T[] => (all ? list : list.slice(0, first));
  return (
    <section className="stack" aria-label={t('waitingTitle')}>
      {differences.length === 0 ? null : (
        <div>
          <div className="section-head">
            <h2>{t('differences')}</h2>
            <span className="n">{t('differencesCount', { count: differences.length })}</span>
          </div>
          <p className="s2">{t('differencesText')}</p>
          <table className="table" aria-label={t('differences')}>
            <thead>
              <tr>
                <th scope="col">{t('record')}</th>
                <th scope="col">{t('field')}</th>
                <th scope="col">{t('inLiaison')}</th>
                <th scope="col">{t('inTheFile')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {shown(differences).map((difference) => (
                <DifferenceRow key={difference.id} difference={difference} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {duplicates.length === 0 ? null : (
        <div>
          <div className="section-head">
            <h2>{t('duplicates')}</h2>
            <span className="n">{t('duplicatesCount', { count: duplicates.length })}</span>
          </div>
          <table className="table" aria-label={t('duplicates')}>
            <thead>
              <tr>
                <th scope="col">{t('first')}</th>
                <th scope="col">{t('second')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {shown(duplicates).map((pair) => (
                <PairRow key={pair.id} pair={pair} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hidden > 0 ? <p className="t-cap">{t('waitingHidden', { count: hidden })}</p> : null}
      {!all && (differences.length > first || duplicates.length > first) ? (
        <div>
          <Button size="small" variant="text" onClick={() => setAll(true)}>
            {t('moreProblems', { count: differences.length + duplicates.length - first })}
          </Button>
        </div>
      ) : null}
    </section>
  );
};
