/** Records how those who are ticked were told of the newest version. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { toldHows, type ToldHow } from '../../../../shared/careplans/participants';
import { useCommand } from '../../../app/api';
import { useFormDraft } from '../../../app/form-draft';
import { Field } from '../../../components/Field';
import { usePlanErrorText } from '../error-text';
import { usePlan } from '../plan-context';

export const TellForm = ({
  planId,
  version,
  people,
  onDone,
}: {
  planId: string;
  version: number;
  people: readonly string[];
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const { plan } = usePlan();
  const draft = useFormDraft(
    `careplans:told:${planId}`,
    { how: 'in-person', note: '' },
    { patientId: plan.patientId },
  );
  const { run, isRunning, error } = useCommand('careplans.recordTold');
  const { how = 'in-person', note = '' } = draft.values;
  if (version === 0) return <p className="s2">{t('course.people.unsigned')}</p>;
  const record = async (): Promise<void> => {
    const outcome = await run({
      id: planId,
      participantIds: [...people],
      version,
      at: null,
      how: how as ToldHow,
      note: note.trim() || null,
    });
    if (!outcome.ok) return;
    draft.clear();
    onDone();
  };
  return (
    <form
      className="cp-tell"
      onSubmit={(event) => {
        event.preventDefault();
        if (people.length > 0) void record();
      }}
    >
      <Field label={t('course.people.how')}>
        {(control) => (
          <select
            {...control}
            value={how}
            onChange={(event) => draft.set('how', event.target.value)}
          >
            {toldHows.map((code) => (
              <option key={code} value={code}>
                {t(`course.people.hows.${code}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('course.people.note')} optional>
        {(control) => (
          <input
            {...control}
            maxLength={300}
            value={note}
            onChange={(event) => draft.set('note', event.target.value)}
          />
        )}
      </Field>
      <div className="cp-tell-go">
        {people.length === 0 ? (
          <span className="t-cap">{t('course.people.pick', { version })}</span>
        ) : (
          <Button type="submit" size="small" variant="contained" disabled={isRunning}>
            {t('course.people.record', { count: people.length, version })}
          </Button>
        )}
      </div>
      {error ? (
        <div className="problem" role="alert">
          {errorText(error)}
        </div>
      ) : null}
    </form>
  );
};
