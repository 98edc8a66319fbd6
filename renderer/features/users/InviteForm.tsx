/** A new person: name, role, units; answered with a temporary passphrase, shown once. */
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, type Role } from '../../../shared/permissions';
import type { Invited } from '../../../shared/users/user';
import { useCommand } from '../../app/api';
import { useSession } from '../../app/session-context';
import { Field } from '../../components/Field';
import { useErrorText } from '../../components/PlaceState';

const signInPattern = /^[a-z0-9][a-z0-9._-]{1,39}$/;

export const InviteForm = ({
  onInvited,
  onClose,
}: {
  onInvited: (invited: Invited) => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('users');
  const { t: tApp } = useTranslation('app');
  const errorText = useErrorText();
  const { units } = useSession();
  const [form, setForm] = useState({
    givenName: '',
    familyName: '',
    signInName: '',
    credentials: '',
  });
  const [role, setRole] = useState<Role>('caseManager');
  const [unitIds, setUnitIds] = useState<readonly string[]>([]);
  const [marked, setMarked] = useState(false);
  const { run, isRunning, error } = useCommand('users.invite');
  const submit = async (): Promise<void> => {
    setMarked(true);
    if (!form.givenName.trim() || !form.familyName.trim() || !signInPattern.test(form.signInName))
      return;
    const kinds = [
      ...new Set(
        form.credentials
          .split(',')
          .map((kind) => kind.trim())
          .filter(Boolean),
      ),
    ];
    const outcome = await run({
      givenName: form.givenName,
      familyName: form.familyName,
      signInName: form.signInName,
      role,
      phone: null,
      unitIds: [...unitIds],
      credentials: kinds.map((kind) => ({ kind, state: null, number: null, expiresOn: null })),
    });
    if (outcome.ok) onInvited(outcome.value);
  };
  const field = (name: 'givenName' | 'familyName', label: string): ReactElement => (
    <Field label={label} problem={marked && !form[name].trim() ? t('missing') : undefined}>
      {(control) => (
        <input
          {...control}
          autoFocus={name === 'givenName'}
          value={form[name]}
          onChange={(event) => setForm({ ...form, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="box stack"
      aria-label={t('invite')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="row wrap" style={{ alignItems: 'flex-start' }}>
        {field('givenName', t('given'))}
        {field('familyName', t('family'))}
        <Field
          label={t('signInName')}
          help={t('signInHelp')}
          problem={marked && !signInPattern.test(form.signInName) ? t('signInProblem') : undefined}
        >
          {(control) => (
            <input
              {...control}
              spellCheck={false}
              value={form.signInName}
              onChange={(event) =>
                setForm({ ...form, signInName: event.target.value.toLowerCase() })
              }
            />
          )}
        </Field>
        <Field label={t('role')}>
          {(control) => (
            <select
              {...control}
              value={role}
              onChange={(event) =>
                setRole(roles.find((name) => name === event.target.value) ?? 'caseManager')
              }
            >
              {roles.map((name) => (
                <option key={name} value={name}>
                  {tApp(`role.${name}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('credentials')} optional help={t('credentialsHelp')}>
          {(control) => (
            <input
              {...control}
              value={form.credentials}
              onChange={(event) => setForm({ ...form, credentials: event.target.value })}
            />
          )}
        </Field>
      </div>
      <fieldset className="row wrap">
        <legend className="t-label">{t('units')}</legend>
        {units.map((unit) => (
          <label key={unit.id} className="row">
            <Checkbox
              checked={unitIds.includes(unit.id)}
              onChange={(event) =>
                setUnitIds(
                  event.target.checked
                    ? [...unitIds, unit.id]
                    : unitIds.filter((id) => id !== unit.id),
                )
              }
            />
            {unit.name}
          </label>
        ))}
      </fieldset>
      {error ? (
        <div className="problem" role="alert">
          {errorText(error)}
        </div>
      ) : null}
      <div className="row">
        <Button type="submit" variant="contained" disabled={isRunning}>
          {t('save')}
        </Button>
        <Button variant="text" onClick={onClose}>
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
