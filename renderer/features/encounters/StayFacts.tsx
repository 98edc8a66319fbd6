/** What decides when the patient leaves: date, medically ready, where to, who looks after the stay. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { mayAssignOwn } from '../../../shared/caseload/caseload';
import type { Encounter } from '../../../shared/encounters/encounter';
import { daysBetween, localDateOf } from '../../../shared/time';
import { useCall, useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { wasOpenAtLock } from '../../app/open-forms';
import { useMay, useSession } from '../../app/session-context';
import { useOfferUndo } from '../../app/undo';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { expectedDischargeForm } from './expected-discharge-form';
import { ReadyDialog, readyForm } from './ReadyDialog';
import { useStayLists } from './use-stay-lists';
import './encounters.css';

/** Today, tomorrow, or how many days from now; in words. */
export const useDayWord = (): ((date: string) => string) => {
  const { t } = useTranslation('encounters');
  const { now, zone } = useMinute();
  return (date) => {
    const days = daysBetween(localDateOf(now, zone), date);
    if (days === 0) return t('today').toLowerCase();
    if (days === 1) return t('tomorrow').toLowerCase();
    return days > 0 ? t('inDays', { count: days }) : t('daysAgo', { count: -days });
  };
};

export const StayFacts = ({
  stay,
  about,
  onMove,
}: {
  stay: Encounter;
  /** Name and birth date, for the dialogs. */
  about: string;
  /** Opens the dialog of the expected discharge; null where it may not be moved. */
  onMove: (() => void) | null;
}): ReactElement => {
  const { t } = useTranslation('encounters');
  const mayWrite = useMay('care.write') && stay.active;
  const [saying, setSaying] = useState(() => wasOpenAtLock(readyForm(stay.id)));
  return (
    <>
      <dl className="stay-facts" aria-label={t('facts')}>
        <ExpectedDischarge stay={stay} onMove={onMove} />
        <Ready stay={stay} onSay={mayWrite ? () => setSaying(true) : null} />
        <Disposition stay={stay} mayWrite={mayWrite} />
        <CaseManager stay={stay} />
      </dl>
      {onMove === null ? null : (
        <LeftUnsaved form={expectedDischargeForm(stay.id)} what={t('eddLong')} onGoOn={onMove} />
      )}
      {mayWrite ? (
        <LeftUnsaved form={readyForm(stay.id)} what={t('ready')} onGoOn={() => setSaying(true)} />
      ) : null}
      {saying ? <ReadyDialog stay={stay} about={about} onClose={() => setSaying(false)} /> : null}
    </>
  );
};

const ExpectedDischarge = ({
  stay,
  onMove,
}: {
  stay: Encounter;
  onMove: (() => void) | null;
}): ReactElement => {
  const { t } = useTranslation('encounters');
  const format = useFormat();
  const { zone } = useMinute();
  const dayWord = useDayWord();
  const { reason } = useStayLists();
  const on = stay.expectedDischargeOn;
  return (
    <div>
      <dt>{t('eddLong')}</dt>
      <dd>
        <div className="row">
          <b className="b">
            {on !== null
              ? format.weekdayDate(on)
              : stay.expectedDischargeUnknown === null
                ? t('notSet')
                : t('unknown')}
          </b>
          {onMove === null ? null : (
            <Button size="small" onClick={onMove}>
              {on === null ? t('set') : t('move')} <span className="sr">{t('theDate')}</span>
            </Button>
          )}
        </div>
        <div className="sub">
          {on === null ? reason(stay.expectedDischargeUnknown) : dayWord(on)}
          {stay.plannedLeaveAt === null
            ? ''
            : `, ${t('leavesAt', { time: format.time(stay.plannedLeaveAt, zone) })}`}
        </div>
      </dd>
    </div>
  );
};

const Ready = ({ stay, onSay }: { stay: Encounter; onSay: (() => void) | null }): ReactElement => {
  const { t } = useTranslation('encounters');
  const format = useFormat();
  const { zone } = useMinute();
  return (
    <div>
      <dt>{t('ready')}</dt>
      <dd>
        <div className="row">
          <b className="b">{t(`readiness.${stay.medicallyReady}`)}</b>
          {onSay === null ? null : (
            <Button size="small" onClick={onSay} aria-label={t('changeReady')}>
              {t('change')}
            </Button>
          )}
        </div>
        <div className="sub">
          {[
            stay.medicallyReadySince === null
              ? null
              : t('sinceWhen', { when: format.dateTime(stay.medicallyReadySince, zone) }),
            stay.medicallyReadyBy,
          ]
            .filter(Boolean)
            .join(', ')}
        </div>
      </dd>
    </div>
  );
};

const Disposition = ({ stay, mayWrite }: { stay: Encounter; mayWrite: boolean }): ReactElement => {
  const { t, i18n } = useTranslation('encounters');
  const errorText = useFeatureErrorText('encounters');
  const offerUndo = useOfferUndo();
  const { lists, disposition } = useStayLists();
  const { run, error } = useCommand('encounters.setPlannedDisposition');
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  const choose = async (next: string | null): Promise<void> => {
    const { id: encounterId, rowVersion, plannedDisposition: former } = stay;
    const outcome = await run({ encounterId, rowVersion, disposition: next });
    if (outcome.ok)
      offerUndo(t('dispositionNow', { where: disposition(next, 'long') ?? t('unknown') }), () =>
        run({ encounterId, rowVersion: outcome.value.rowVersion, disposition: former }),
      );
  };
  return (
    <div>
      <dt>{t('disposition')}</dt>
      <dd>
        {mayWrite ? (
          <select
            className="input"
            aria-label={t('disposition')}
            value={stay.plannedDisposition ?? ''}
            onChange={(event) => void choose(event.target.value || null)}
          >
            <option value="">{t('unknown')}</option>
            {(lists?.dispositions ?? [])
              .filter(({ id, planned }) => planned || id === stay.plannedDisposition)
              .map((each) => (
                <option key={each.id} value={each.id}>
                  {each[language]}
                </option>
              ))}
          </select>
        ) : (
          <b className="b">{disposition(stay.plannedDisposition, 'long') ?? t('unknown')}</b>
        )}
        {error ? (
          <div className="problem" role="alert">
            {errorText(error)}
          </div>
        ) : null}
      </dd>
    </div>
  );
};

const CaseManager = ({ stay }: { stay: Encounter }): ReactElement => {
  const { t } = useTranslation('encounters');
  const errorText = useFeatureErrorText('encounters');
  const offerUndo = useOfferUndo();
  const { user } = useSession();
  const mayAssign = useMay('caseload.assign') && stay.active;
  const { data: people } = useCall('caseload.people', mayAssign ? {} : null);
  const { run, error } = useCommand('caseload.assign');
  const isLead = user.role === 'unitLead';
  const mayGive = (to: string | null): boolean =>
    isLead || mayAssignOwn(user.id, stay.caseManagerId, to);
  const give = async (caseManagerId: string | null): Promise<void> => {
    const outcome = await run({
      assignments: [{ encounterId: stay.id, rowVersion: stay.rowVersion, caseManagerId }],
    });
    if (outcome.ok) offerUndo(t('assigned'), () => run({ assignments: outcome.value.undo }));
  };
  const choices = (people ?? []).filter(({ id }) => mayGive(id) || id === stay.caseManagerId);
  const known = choices.some(({ id }) => id === stay.caseManagerId);
  return (
    <div>
      <dt>{t('caseManager')}</dt>
      <dd>
        {mayAssign && (mayGive(null) || mayGive(user.id)) ? (
          <select
            className="input"
            aria-label={t('caseManager')}
            value={stay.caseManagerId ?? ''}
            onChange={(event) => void give(event.target.value || null)}
          >
            <option value="">{t('nobody')}</option>
            {stay.caseManagerId !== null && !known ? (
              <option value={stay.caseManagerId}>{stay.caseManagerName}</option>
            ) : null}
            {choices.map((person) => (
              <option key={person.id} value={person.id}>
                {person.givenName} {person.familyName} ({person.stays})
              </option>
            ))}
          </select>
        ) : (
          <b className="b">{stay.caseManagerName ?? t('nobody')}</b>
        )}
        <div className="sub">
          {[
            stay.dischargePlannerName === null
              ? null
              : t('planner', { name: stay.dischargePlannerName }),
            stay.attendingName,
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {error ? (
          <div className="problem" role="alert">
            {errorText(error)}
          </div>
        ) : null}
      </dd>
    </div>
  );
};
