/** Medically ready: yes, no or unknown, since when and who said so. It is not the discharge date. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Encounter, Readiness } from '../../../shared/encounters/encounter';
import { localDateOf } from '../../../shared/time';
import {
  instantOfWallTime,
  wallTimeOf,
  wallTimeProblem,
  type WallTime,
} from '../../../shared/wall-time';
import { useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFirstProblem } from '../../app/first-problem';
import { useFormDraft } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { useOfferUndo } from '../../app/undo';
import { Conflict } from '../../components/Conflict';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { MomentField } from '../../components/MomentField';

const choices: readonly Readiness[] = ['yes', 'no', 'unknown'];

/** Name of the dialog's draft. */
export const readyForm = (encounterId: string): string => `encounters.ready:${encounterId}`;

export const ReadyDialog = ({
  stay,
  about,
  onClose,
}: {
  stay: Encounter;
  about: string;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('encounters');
  const { t: tApp } = useTranslation('app');
  const { t: tParts } = useTranslation('components');
  const errorText = useFeatureErrorText('encounters');
  const offerUndo = useOfferUndo();
  const titleId = useId();
  const { now, zone } = useMinute();
  const { run, isRunning } = useCommand('encounters.setMedicallyReady');
  const since = wallTimeOf(stay.medicallyReadySince ?? now, zone);
  const draft = useFormDraft(
    readyForm(stay.id),
    {
      ready: stay.medicallyReady,
      saidBy: stay.medicallyReadyBy ?? '',
      date: since.date,
      time: since.time,
      which: since.which ?? '',
    },
    { patientId: stay.patientId, baseRowVersion: stay.rowVersion },
  );
  const { values } = draft;
  const ready = values['ready'] as Readiness;
  const wall: WallTime = {
    date: values['date'] ?? '',
    time: values['time'] ?? '',
    which: (values['which'] || null) as WallTime['which'],
  };
  const [problem, setProblem] = useState<{ field: 'since' | 'saidBy' | 'all'; text: string }>();
  const form = useFirstProblem(problem);
  const [theirs, setTheirs] = useState<Encounter | null>(null);
  const throwAway = useThrowAway();
  const leave = (): void => {
    draft.clear();
    onClose();
  };
  const save = async (rowVersion: number): Promise<void> => {
    const wrong = wallTimeProblem(wall, zone);
    if (ready !== 'unknown' && wrong !== null)
      return setProblem({ field: 'since', text: tParts(`momentProblem.${wrong}`) });
    const at = ready === 'unknown' ? null : instantOfWallTime(wall, zone);
    // The window's minute may be a moment behind main's clock, never ahead of it.
    if (at !== null && at > now) return setProblem({ field: 'since', text: t('problem.toCome') });
    const saidBy = values['saidBy']?.trim() || null;
    if (ready !== 'unknown' && saidBy === null)
      return setProblem({ field: 'saidBy', text: t('problem.whoMissing') });
    const outcome = await run({
      encounterId: stay.id,
      rowVersion,
      ready,
      since: at,
      saidBy,
    });
    if (!outcome.ok) {
      const { error } = outcome;
      if (error.code === 'conflict' && error.current) return setTheirs(error.current as Encounter);
      return setProblem({ field: 'all', text: errorText(error) });
    }
    offerUndo(t(`readyNow.${ready}`), () =>
      run({
        encounterId: stay.id,
        rowVersion: outcome.value.rowVersion,
        ready: stay.medicallyReady,
        since: stay.medicallyReadySince,
        saidBy: stay.medicallyReadyBy,
      }),
    );
    return leave();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 440, p: 5 } } }}
    >
      <h2 className="t-subject" id={titleId}>
        {t('ready')}
      </h2>
      <p className="s2">{about}</p>
      <form
        ref={form}
        className="stack"
        style={{ marginTop: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          void save(draft.baseRowVersion ?? stay.rowVersion);
        }}
      >
        <fieldset className="row wrap">
          <legend className="sr">{t('ready')}</legend>
          {choices.map((choice) => (
            <label key={choice} className="row check">
              <input
                type="radio"
                name="ready"
                checked={ready === choice}
                autoFocus={ready === choice}
                onChange={() => draft.set('ready', choice)}
              />
              {t(`readiness.${choice}`)}
            </label>
          ))}
        </fieldset>
        {ready === 'unknown' ? null : (
          <>
            <MomentField
              label={t('since')}
              value={wall}
              zone={zone}
              max={localDateOf(now, zone)}
              half={draft.half}
              problem={problem?.field === 'since' ? problem.text : undefined}
              onChange={({ date, time, which }) => {
                setProblem(undefined);
                if (date !== wall.date) draft.set('date', date);
                if (time !== wall.time) draft.set('time', time);
                if (which !== wall.which) draft.set('which', which ?? '');
              }}
            />
            <Field
              label={t('saidBy')}
              help={t('saidByHelp')}
              problem={problem?.field === 'saidBy' ? problem.text : undefined}
            >
              {(control) => (
                <input
                  {...control}
                  maxLength={120}
                  value={values['saidBy']}
                  onChange={(event) => {
                    setProblem(undefined);
                    draft.set('saidBy', event.target.value);
                  }}
                />
              )}
            </Field>
          </>
        )}
        {theirs === null ? null : (
          <Conflict
            theirs={theirs}
            lines={[
              {
                label: t('ready'),
                mine: t(`readiness.${ready}`),
                theirs: t(`readiness.${theirs.medicallyReady}`),
              },
            ]}
            onTheirs={leave}
            onMine={() => {
              setTheirs(null);
              void save(theirs.rowVersion);
            }}
          />
        )}
        {problem?.field === 'all' ? (
          <div className="problem" role="alert">
            <Icon name="alert" size={14} />
            {problem.text}
          </div>
        ) : null}
        <div className="row end">
          <Button
            onClick={() => {
              throwAway(readyForm(stay.id), t('ready'));
              onClose();
            }}
          >
            {tApp('cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={isRunning || theirs !== null}>
            {t('readySave')} <Key keys="Enter" on />
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
