/** A person, new or changed: name, role, units, credentials. What is typed is kept as a draft. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '../../../shared/permissions';
import type { Invited, User } from '../../../shared/users/user';
import { forgetAnswersOf, useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormDraft } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useSession } from '../../app/session-context';
import { useAppDispatch } from '../../app/store';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { CredentialRows } from './CredentialRows';
import { draftName, problemsOf, roleOf, toPerson, unitIdsOf, valuesOf } from './person-form';

export const PersonForm = ({
  user,
  onInvited,
  onClose,
}: {
  /** The person to change; null invites one. */
  user: User | null;
  onInvited: (invited: Invited) => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('users');
  const { t: tApp } = useTranslation('app');
  const { t: tParts } = useTranslation('components');
  const errorText = useFeatureErrorText('users');
  const titleId = useId();
  const dispatch = useAppDispatch();
  const { units } = useSession();
  const draft = useFormDraft(draftName(user), valuesOf(user), {
    baseRowVersion: user?.rowVersion ?? null,
  });
  const { values } = draft;
  const throwAway = useThrowAway();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const invite = useCommand('users.invite');
  const change = useCommand('users.change');
  const error = invite.error ?? change.error;
  const isBusy = invite.isRunning || change.isRunning;
  const conflict = error?.code === 'conflict';

  const set = (name: string, value: string): void => {
    draft.set(name, value);
    setProblems({});
  };
  const leave = (): void => {
    draft.clear();
    onClose();
  };
  const save = async (): Promise<void> => {
    const found = problemsOf(values, user === null);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const person = toPerson(values);
    if (user === null) {
      const outcome = await invite.run({ signInName: values['signInName'] ?? '', ...person });
      if (!outcome.ok) {
        if (outcome.error.fields?.['signInName'] === 'taken')
          setProblems({ signInName: 'signInTaken' });
        return;
      }
      leave();
      onInvited(outcome.value);
    } else {
      // After a conflict the list has been read again: what is typed here then goes over it knowingly.
      const outcome = await change.run({ id: user.id, rowVersion: user.rowVersion, ...person });
      if (outcome.ok) leave();
      else if (outcome.error.code === 'conflict') dispatch(forgetAnswersOf(['users']));
    }
  };

  const problemOf = (name: string): string | undefined =>
    problems[name] === undefined ? undefined : t(problems[name]);
  const line = (
    name: string,
    label: string,
    more: { optional?: boolean; autoFocus?: boolean; help?: string; maxLength?: number } = {},
  ): ReactElement => (
    <Field
      label={label}
      optional={more.optional ?? false}
      help={more.help}
      problem={problemOf(name)}
    >
      {(control) => (
        <input
          {...control}
          autoFocus={more.autoFocus}
          spellCheck={false}
          autoComplete="off"
          maxLength={more.maxLength ?? 60}
          value={values[name] ?? ''}
          onChange={(event) =>
            set(name, name === 'signInName' ? event.target.value.toLowerCase() : event.target.value)
          }
        />
      )}
    </Field>
  );
  const chosen = unitIdsOf(values);
  const title =
    user === null ? t('invite') : t('changeTitle', { name: t('fullName', { ...user }) });
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 760, maxWidth: '94vw', p: 5 } } }}
    >
      <form
        className="stack"
        aria-labelledby={titleId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <h2 className="t-subject" id={titleId}>
          {title}
        </h2>
        {draft.wasKept ? (
          <div className="good">
            <Icon name="check" size={14} />
            {tParts('draftFromBefore')}
          </div>
        ) : null}
        <div className="person-fields">
          {line('givenName', t('given'), { autoFocus: true })}
          {line('familyName', t('family'))}
          {user === null ? (
            line('signInName', t('signInName'), { help: t('signInHelp'), maxLength: 40 })
          ) : (
            <Field label={t('signInName')} help={t('signInFixed')}>
              {(control) => <input {...control} readOnly value={user.signInName} />}
            </Field>
          )}
          <Field label={t('role')} help={t(`roleHelp.${roleOf(values)}`)}>
            {(control) => (
              <select
                {...control}
                value={roleOf(values)}
                onChange={(event) => set('role', event.target.value)}
              >
                {roles.map((name) => (
                  <option key={name} value={name}>
                    {tApp(`role.${name}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {line('phone', t('phone'), { optional: true, maxLength: 40 })}
        </div>
        <fieldset className="field">
          <legend>{t('units')}</legend>
          <div className="row wrap">
            {units.map((unit) => (
              <label key={unit.id} className="check-line">
                <input
                  type="checkbox"
                  checked={chosen.includes(unit.id)}
                  onChange={(event) =>
                    set(
                      'unitIds',
                      (event.target.checked
                        ? [...chosen, unit.id]
                        : chosen.filter((id) => id !== unit.id)
                      ).join(','),
                    )
                  }
                />
                {unit.name}
              </label>
            ))}
          </div>
          <div className="help">{t('unitsHelp')}</div>
        </fieldset>
        <CredentialRows
          half={draft.half}
          values={values}
          problemOf={problemOf}
          onChange={(value) => set('credentials', value)}
        />
        {conflict ? (
          <div className="problem" role="alert">
            <Icon name="swap" size={14} />
            {t('conflict')}
          </div>
        ) : error && !error.fields ? (
          <div className="problem" role="alert">
            <Icon name="alert" size={14} />
            {errorText(error)}
          </div>
        ) : null}
        <div className="row">
          <Button type="submit" variant="contained" disabled={isBusy}>
            {user === null ? t('save') : conflict ? t('saveMine') : t('saveChange')}{' '}
            <Key keys="Enter" on />
          </Button>
          <Button
            variant="text"
            onClick={() => {
              throwAway(draftName(user), title);
              onClose();
            }}
          >
            {tApp('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
