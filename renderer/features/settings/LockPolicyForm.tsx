/** When this computer locks by itself. Nobody can switch a lock off, only choose the minutes. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { lockMinutes } from '../../../shared/session/session';
import { localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useFormDraft } from '../../app/form-draft';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { useErrorText } from '../../components/PlaceState';

const names = ['idleMinutes', 'idleElsewhereMinutes'] as const;

/** Whole minutes within the limits, or null. */
const minutesOf = (text: string, most: number): number | null => {
  if (!/^\d{1,3}$/.test(text.trim())) return null;
  const minutes = Number(text);
  return minutes >= lockMinutes.least && minutes <= most ? minutes : null;
};

export const LockPolicyForm = (): ReactElement => {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const errorText = useErrorText();
  const { now, zone } = useMinute();
  const { policy, store } = useSession();
  const draft = useFormDraft('settings.lockPolicy', {
    idleMinutes: String(policy.idleMinutes),
    idleElsewhereMinutes: String(policy.idleElsewhereMinutes),
  });
  const [marked, setMarked] = useState(false);
  const [saved, setSaved] = useState(false);
  const { run, isRunning, error } = useCommand('settings.setLockPolicy');
  const valueOf = (name: (typeof names)[number]): number | null =>
    minutesOf(draft.values[name] ?? '', lockMinutes.most[name]);
  const save = async (): Promise<void> => {
    setMarked(true);
    const [idleMinutes, idleElsewhereMinutes] = names.map(valueOf);
    if (!idleMinutes || !idleElsewhereMinutes) return;
    const outcome = await run({ idleMinutes, idleElsewhereMinutes });
    if (!outcome.ok) return;
    draft.clear();
    setSaved(true);
  };
  const invented = store === 'demonstration';
  return (
    <form
      className="stack"
      aria-label={t('lock.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {names.map((name) => (
        <Field
          key={name}
          label={t(`lock.${name}`)}
          help={t('lock.limits', { least: lockMinutes.least, most: lockMinutes.most[name] })}
          problem={
            marked && valueOf(name) === null
              ? t('lock.problem', { least: lockMinutes.least, most: lockMinutes.most[name] })
              : undefined
          }
        >
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              maxLength={3}
              disabled={invented}
              value={draft.values[name] ?? ''}
              onChange={(event) => {
                draft.set(name, event.target.value);
                setSaved(false);
              }}
            />
          )}
        </Field>
      ))}
      <p className="help">{t('lock.always')}</p>
      {policy.setByName === null || policy.setAt === null ? null : (
        <p className="help">
          {t('lock.setBy', {
            name: policy.setByName,
            when: format.date(localDateOf(policy.setAt, zone), localDateOf(now, zone)),
          })}
        </p>
      )}
      {error ? (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {errorText(error)}
        </div>
      ) : null}
      {saved ? (
        <p className="good" role="status">
          <Icon name="check" size={14} />
          {t('lock.saved')}
        </p>
      ) : null}
      <div className="row wrap">
        <Button type="submit" variant="contained" disabled={isRunning || invented}>
          {t('lock.save')}
        </Button>
        {invented ? <span className="help">{t('lock.invented')}</span> : null}
      </div>
    </form>
  );
};
