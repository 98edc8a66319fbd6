/** Credentials of a person, each with its license: state, number, expiry. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Credential } from '../../../shared/users/user';
import type { FormValues, HalfTyped } from '../../app/form-draft';
import { DateInput } from '../../components/DateInput';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { credentialsOf, emptyCredential } from './person-form';

const usual = ['RN', 'BSN', 'MSN', 'LSW', 'LCSW', 'MSW', 'CCM', 'ACM', 'NP', 'PT', 'OT'];

export const CredentialRows = ({
  values,
  problemOf,
  half,
  onChange,
}: {
  values: FormValues;
  problemOf: (name: string) => string | undefined;
  half: (name: string) => HalfTyped;
  onChange: (credentials: string) => void;
}): ReactElement => {
  const { t } = useTranslation('users');
  const rows = credentialsOf(values);
  const write = (next: readonly Credential[]): void => onChange(JSON.stringify(next));
  const halfOf = (index: number): HalfTyped => half(`credential.${index}.expiresOn`);
  const change = (index: number, patch: Partial<Credential>): void =>
    write(rows.map((row, i) => (i === index ? { ...row, ...patch } : row)));
  return (
    <fieldset className="field" aria-label={t('credentials')}>
      <legend>{t('credentials')}</legend>
      <div className="help">{t('credentialsHelp')}</div>
      {rows.map((row, i) => (
        <div className="credential-row" key={i}>
          <Field label={t('credentialKind')} problem={problemOf(`credential.${i}`)}>
            {(control) => (
              <input
                {...control}
                list="credential-kinds"
                maxLength={20}
                autoFocus={row.kind === ''}
                value={row.kind}
                onChange={(event) => change(i, { kind: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('credentialState')} optional>
            {(control) => (
              <input
                {...control}
                maxLength={40}
                value={row.state ?? ''}
                onChange={(event) => change(i, { state: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('credentialNumber')} optional>
            {(control) => (
              <input
                {...control}
                maxLength={40}
                value={row.number ?? ''}
                onChange={(event) => change(i, { number: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('credentialExpires')} optional>
            {(control) => (
              <DateInput
                {...control}
                half={halfOf(i)}
                value={row.expiresOn ?? ''}
                onChange={(next) => change(i, { expiresOn: next || null })}
              />
            )}
          </Field>
          <button
            type="button"
            className="icon-button"
            aria-label={t('credentialRemove', { kind: row.kind || String(i + 1) })}
            onClick={() => {
              // What is half typed belongs to a row by its place.
              rows.forEach((_, other) => halfOf(other).set(''));
              write(rows.filter((_, other) => other !== i));
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <datalist id="credential-kinds">
        {usual.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
      <div>
        <Button size="small" onClick={() => write([...rows, emptyCredential])}>
          <Icon name="plus" /> {t('credentialAdd')}
        </Button>
      </div>
    </fieldset>
  );
};
