/** Sets, moves or makes unknown the expected discharge; a move says why, and can be taken back. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Encounter, EncounterDetail } from '../../../shared/encounters/encounter';
import {
  checkExpectedDischarge,
  isMove,
  type ExpectedDischargeInput,
  type StayLists,
} from '../../../shared/encounters/expected-discharge';
import {
  localDateOf,
  localOf,
  plusDays,
  startOfDate,
  stayDay,
  weekdayOf,
} from '../../../shared/time';
import { instantOfWallTime, wallTimeProblem } from '../../../shared/wall-time';
import { useCall, useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormDraft, type FormValues } from '../../app/form-draft';
import { useFirstProblem } from '../../app/first-problem';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useOfferUndo } from '../../app/undo';
import { Conflict } from '../../components/Conflict';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { ErrorPlace, Skeleton } from '../../components/PlaceState';
import { useStayLists } from './use-stay-lists';

/** Name of the dialog's draft. */
export const expectedDischargeForm = (encounterId: string): string =>
  `encounters.expectedDischarge:${encounterId}`;

interface DialogProps {
  encounterId: string;
  patientId: string;
  /** Name and an identifier: whom the date is about. */
  about: string;
  onClose: () => void;
}

export const ExpectedDischargeDialog = (props: DialogProps): ReactElement => {
  const { t } = useTranslation('encounters');
  const titleId = useId();
  const {
    data: stay,
    error,
    refetch,
  } = useCall('encounters.get', {
    encounterId: props.encounterId,
  });
  const { lists } = useStayLists();
  return (
    <Dialog
      open
      onClose={props.onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 440, p: 5 } } }}
    >
      <h2 className="t-subject" id={titleId}>
        {t('eddTitle')}
      </h2>
      <p className="s2">{props.about}</p>
      {error ? (
        <ErrorPlace error={error} onRetry={refetch} />
      ) : !stay || !lists ? (
        <Skeleton rows={4} />
      ) : (
        <ExpectedDischargeForm {...props} stay={stay} lists={lists} />
      )}
    </Dialog>
  );
};

const savedValues = (stay: EncounterDetail, zone: string): FormValues => ({
  on: stay.expectedDischargeOn ?? '',
  time: stay.plannedLeaveAt === null ? '' : localOf(stay.plannedLeaveAt, zone).slice(11),
  unknown: stay.expectedDischargeUnknown === null ? '' : 'yes',
  unknownReason: stay.expectedDischargeUnknown ?? '',
  reason: '',
  words: '',
});

/** The form's strings as the call's input; the leaving time is checked before. */
const inputOf = (values: FormValues, zone: string): ExpectedDischargeInput => {
  const unknown = values['unknown'] === 'yes';
  const on = unknown || values['on'] === '' ? null : values['on']!;
  const time = values['time'] ?? '';
  return {
    on,
    plannedLeaveAt:
      on === null || time === ''
        ? null
        : instantOfWallTime({ date: on, time, which: 'first' }, zone),
    unknownReason: unknown ? values['unknownReason'] || null : null,
    reason: values['reason'] || null,
    words: values['words']?.trim() || null,
  };
};

type Problems = Partial<Record<keyof ExpectedDischargeInput, string>>;

const useProblems = (stay: EncounterDetail, lists: StayLists) => {
  const { t } = useTranslation('encounters');
  const { t: tParts } = useTranslation('components');
  const { now, zone } = useMinute();
  return (values: FormValues): Problems => {
    const time = values['time'] ?? '';
    const on = values['on'] ?? '';
    if (values['unknown'] !== 'yes' && on === '') return { on: t('problem.dateMissing') };
    const wall = { date: on, time, which: 'first' as const };
    if (time !== '' && wallTimeProblem(wall, zone) === 'gap')
      return { plannedLeaveAt: tParts('momentProblem.gap') };
    const found = checkExpectedDischarge(stay, inputOf(values, zone), lists, now, zone);
    return Object.fromEntries(
      Object.entries(found).map(([field, problem]) => [field, t(`problem.${problem}`)]),
    );
  };
};

const ExpectedDischargeForm = ({
  encounterId,
  patientId,
  stay,
  lists,
  onClose,
}: DialogProps & { stay: EncounterDetail; lists: StayLists }): ReactElement => {
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
            <input
              {...control}
              type="date"
              autoFocus
              disabled={unknown}
              value={on}
              onChange={(event) => set('on', event.target.value)}
            />
          )}
        </Field>
        <Field label={t('leaveTime')} optional problem={problems.plannedLeaveAt}>
          {(control) => (
            <input
              {...control}
              type="time"
              disabled={unknown || on === ''}
              value={values['time']}
              onChange={(event) => set('time', event.target.value)}
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
        <Button onClick={leave}>{tApp('cancel')}</Button>
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
