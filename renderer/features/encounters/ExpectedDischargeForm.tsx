/** The form of the expected discharge: day, time, or why it is not known; a move says why. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Encounter, EncounterDetail } from '../../../shared/encounters/encounter';
import { isMove, type StayLists } from '../../../shared/encounters/expected-discharge';
import { localDateOf, plusDays, startOfDate, stayDay, weekdayOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormDraft } from '../../app/form-draft';
import { useFirstProblem } from '../../app/first-problem';
import { useFormat } from '../../app/format';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { useOfferUndo } from '../../app/undo';
import { Conflict } from '../../components/Conflict';
import { DateInput } from '../../components/DateInput';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { TimeInput } from '../../components/TimeInput';
import {
  expectedDischargeForm,
  inputOf,
  savedValues,
  useProblems,
  type Problems,
} from './expected-discharge-form';

export const ExpectedDischargeForm = ({
  encounterId,
  patientId,
  stay,
  lists,
  onClose,
}: {
  encounterId: string;
  patientId: string;
  stay: EncounterDetail;
  lists: StayLists;
  onClose: () => void;
}): ReactElement => {
  const { t, i18n } = useTranslation('encounters');
  const { t: tApp } = useTranslation('app');
  const { t: tParts } = useTranslation('components');
  const errorText = useFeatureErrorText('encounters');
  const offerUndo = useOfferUndo();
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const { run, isRunning } = useCommand('encounters.setExpectedDischarge');
  const { run: takeBack } = useCommand('encounters.undoExpectedDischarge');
  const draft = useFormDraft(expectedDischargeForm(encounterId), savedValues(stay, zone), {
    patientId,
    baseRowVersion: stay.rowVersion,
  });
  const problemsOf = useProblems(stay, lists);
  const [problems, setProblems] = useState<Problems>({});
  const form = useFirstProblem(problems);
  const [failed, setFailed] = useState<string>();
  const [theirs, setTheirs] = useState<Encounter | null>(null);
  const { values } = draft;
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  const unknown = values['unknown'] === 'yes';
  const on = values['on'] ?? '';
  const asksWhy = !unknown && on !== '' && isMove(stay, on);
  const reasons = unknown ? lists.unknownReasons : lists.moveReasons;
  const chosen = reasons.find(({ id }) => id === values[unknown ? 'unknownReason' : 'reason']);

  const set = (name: string, value: string): void => {
    draft.set(name, value);
    setProblems({});
    setFailed(undefined);
  };
  const throwAway = useThrowAway();
  const leave = (): void => {
    draft.clear();
    onClose();
  };
  const dateInWords = ({ expectedDischargeOn, expectedDischargeUnknown }: Encounter): string =>
    expectedDischargeOn !== null
      ? format.weekdayDate(expectedDischargeOn)
      : expectedDischargeUnknown === null
        ? t('notSet')
        : t('unknown');
  const undo = async (rowVersion: number, moveId: string): Promise<void> => {
    const outcome = await takeBack({ encounterId, rowVersion, moveId });
    if (!outcome.ok) offerUndo(errorText(outcome.error), null);
  };
  const save = async (rowVersion: number): Promise<void> => {
    const found = problemsOf(values);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const outcome = await run({ encounterId, rowVersion, ...inputOf(values, zone) });
    if (!outcome.ok) {
      const { error } = outcome;
      if (error.code === 'conflict' && error.current) setTheirs(error.current as Encounter);
      else setFailed(errorText(error));
      return;
    }
    const { encounter, moveId } = outcome.value;
    if (moveId !== null)
      offerUndo(
        encounter.expectedDischargeOn === null
          ? t('eddNowUnknown')
          : t('eddNow', { date: format.weekdayDate(encounter.expectedDischargeOn) }),
        () => undo(encounter.rowVersion, moveId),
      );
    leave();
  };

  return (
    <form
      ref={form}
      className="stack"
      style={{ marginTop: 12 }}
      aria-label={t('eddTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        void save(draft.baseRowVersion ?? stay.rowVersion);
      }}
    >
      {draft.wasKept ? <div className="good">{tParts('draftFromBefore')}</div> : null}
      <div className="row wrap" role="group" aria-label={t('quickDates')}>
        {[0, 1, 2, 3].map((days) => {
          const date = plusDays(today, days);
          return (
            <button
              key={days}
              type="button"
              className="chip"
              aria-pressed={!unknown && on === date}
              onClick={() => {
                draft.set('unknown', '');
                set('on', date);
              }}
            >
              {days === 0 ? t('today') : days === 1 ? t('tomorrow') : format.weekdayDate(date)}
            </button>
          );
        })}
      </div>
      <div className="row wrap" style={{ alignItems: 'flex-start' }}>
        <Field label={t('eddOn')} problem={problems.on} help={<DayHelp stay={stay} on={on} />}>
          {(control) => (
            <DateInput
              {...control}
              autoFocus
              disabled={unknown}
              half={draft.half('on')}
              value={on}
              onChange={(next) => set('on', next)}
            />
          )}
        </Field>
        <Field label={t('leaveTime')} optional problem={problems.plannedLeaveAt}>
          {(control) => (
            <TimeInput
              {...control}
              disabled={unknown || on === ''}
              half={draft.half('time')}
              value={values['time'] ?? ''}
              onChange={(next) => set('time', next)}
            />
          )}
        </Field>
      </div>
      <label className="row check">
        <input
          type="checkbox"
          checked={unknown}
          onChange={(event) => set('unknown', event.target.checked ? 'yes' : '')}
        />
        {t('eddUnknown')}
      </label>
      {unknown || asksWhy ? (
        <Field
          label={unknown ? t('whyUnknown') : t('whyMoved')}
          problem={unknown ? problems.unknownReason : problems.reason}
          help={
            chosen && 'notReady' in chosen && chosen.notReady ? t('becomesNotReady') : undefined
          }
        >
          {(control) => (
            <select
              {...control}
              value={values[unknown ? 'unknownReason' : 'reason']}
              onChange={(event) => set(unknown ? 'unknownReason' : 'reason', event.target.value)}
            >
              <option value="">{t('chooseReason')}</option>
              {reasons.map((reason) => (
                <option key={reason.id} value={reason.id}>
                  {reason[language]}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      {unknown || asksWhy ? (
        <Field label={t('words')} optional={!chosen?.words} problem={problems.words}>
          {(control) => (
            <input
              {...control}
              maxLength={400}
              value={values['words']}
              onChange={(event) => set('words', event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {theirs === null ? null : (
        <Conflict
          theirs={theirs}
          lines={[
            {
              label: t('eddOn'),
              mine: unknown ? t('unknown') : on === '' ? '' : format.weekdayDate(on),
              theirs: dateInWords(theirs),
            },
          ]}
          onTheirs={leave}
          onMine={() => {
            setTheirs(null);
            void save(theirs.rowVersion);
          }}
        />
      )}
      {failed === undefined ? null : (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {failed}
        </div>
      )}
      <div className="row end">
        <Button
          onClick={() => {
            throwAway(expectedDischargeForm(encounterId), t('eddLong'));
            onClose();
          }}
        >
          {tApp('cancel')}
        </Button>
        <Button type="submit" variant="contained" disabled={isRunning || theirs !== null}>
          {t('eddSave')} <Key keys="Enter" on />
        </Button>
      </div>
    </form>
  );
};

/** Which day of the stay it would be, and that a weekend is one. */
const DayHelp = ({ stay, on }: { stay: EncounterDetail; on: string }): ReactElement | null => {
  const { t } = useTranslation('encounters');
  const { zone } = useMinute();
  if (on === '') return null;
  const saturday = 6;
  const weekend = weekdayOf(on) >= saturday;
  const day =
    stay.admittedAt === null ? null : stayDay(stay.admittedAt, startOfDate(on, zone), zone);
  return (
    <>
      {[
        day === null || day < 1 ? null : `${t('dayOfStay', { day })}.`,
        weekend ? t('weekend') : null,
      ]
        .filter(Boolean)
        .join(' ')}
    </>
  );
};
