/** Patients opened with a reason: who, why, until when; marked as reviewed with what was found. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opening } from '../../../shared/privacy/privacy';
import { useCall, useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { useOfferUndo } from '../../app/undo';
import { wasOpenAtLock } from '../../app/open-forms';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { RecordForm } from '../../components/RecordForm';
import { WhoSaw } from './WhoSaw';

const reviewForm = (id: string): string => `privacy.review:${id}`;

export const Openings = (): ReactElement => {
  const { t } = useTranslation('privacy');
  const [reviewed, setReviewed] = useState(false);
  const { data, error, refetch } = useCall('privacy.openings', { reviewed });
  return (
    <section aria-label={t('openings')}>
      <div className="section-head">
        <h2>{t('openings')}</h2>
        <span className="segments end" role="group" aria-label={t('openings')}>
          {[false, true].map((each) => (
            <button
              key={String(each)}
              type="button"
              aria-pressed={reviewed === each}
              onClick={() => setReviewed(each)}
            >
              {t(each ? 'reviewed' : 'toReview')}
            </button>
          ))}
        </span>
      </div>
      {error ? (
        <ErrorPlace error={error} onRetry={refetch} />
      ) : !data ? (
        <Skeleton rows={4} />
      ) : data.length === 0 ? (
        <EmptyState icon="shield" title={t(reviewed ? 'noneReviewed' : 'noneToReview')}>
          {t(reviewed ? 'noneReviewedText' : 'noneToReviewText')}
        </EmptyState>
      ) : (
        <table className="table" aria-label={t('openings')}>
          <thead>
            <tr>
              {(['when', 'who', 'patient', 'reason'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
              <th scope="col">{t(reviewed ? 'reviewed' : 'review')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((opening) => (
              <OpeningRow key={opening.id} opening={opening} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

const OpeningRow = ({ opening }: { opening: Opening }): ReactElement => {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const { zone } = useMinute();
  const { user } = useSession();
  const errorText = useFeatureErrorText('privacy');
  const offerUndo = useOfferUndo();
  const { run: review } = useCommand('privacy.reviewOpening');
  const { run: reopen } = useCommand('privacy.reopenReview');
  const { id, byName } = opening;
  const [open, setOpen] = useState(() => wasOpenAtLock(reviewForm(id)));
  const when = format.dateTime(opening.fromAt, zone);
  const label = t('reviewOf', { name: byName, when });
  const takeBack = async (rowVersion: number): Promise<void> => {
    const outcome = await reopen({ id, rowVersion });
    if (!outcome.ok) offerUndo(errorText(outcome.error), null);
  };
  return (
    <>
      <tr>
        <td className="nw">
          {when}
          <span className="sub">{t('until', { when: format.dateTime(opening.toAt, zone) })}</span>
        </td>
        <td>{byName}</td>
        <td>
          {opening.mrn ?? t('restrictedNumber')}
          <span className="sub">
            <WhoSaw mrn={opening.mrn} />
          </span>
        </td>
        <td>{opening.reason}</td>
        <td>
          {opening.reviewedAt !== null ? (
            <>
              {t('reviewedBy', {
                name: opening.reviewedByName,
                when: format.dateTime(opening.reviewedAt, zone),
              })}
              <span className="sub">{opening.reviewNote}</span>
            </>
          ) : opening.userId === user.id ? (
            <span className="s2">{t('ownOpening')}</span>
          ) : (
            <>
              <Button size="small" aria-label={label} onClick={() => setOpen(true)}>
                {t('review')}
              </Button>
              <LeftUnsaved form={reviewForm(id)} what={label} onGoOn={() => setOpen(true)} />
            </>
          )}
        </td>
      </tr>
      {open && opening.reviewedAt === null ? (
        <tr>
          <td colSpan={5}>
            <RecordForm
              label={label}
              draft={reviewForm(id)}
              patientId={opening.patientId}
              rowVersion={opening.rowVersion}
              fields={[
                {
                  name: 'note',
                  label: t('found'),
                  kind: 'line',
                  wide: true,
                  help: t('foundHelp'),
                  maxLength: 400,
                },
              ]}
              saved={{ note: '' }}
              submit={t('reviewSave')}
              onSave={async ({ note = '' }, rowVersion) => {
                const outcome = await review({
                  id,
                  rowVersion: rowVersion ?? opening.rowVersion,
                  note: note.trim() || null,
                });
                if (outcome.ok)
                  offerUndo(t('reviewDone', { name: byName }), () =>
                    takeBack(outcome.value.rowVersion),
                  );
                return outcome;
              }}
              errorText={errorText}
              onDone={() => setOpen(false)}
            />
          </td>
        </tr>
      ) : null}
    </>
  );
};
