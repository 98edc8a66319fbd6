/** Set-up, third step: who keeps users, units and backups, and their passphrase. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepProps } from './HospitalStep';
import { PassphraseField } from './PassphraseField';
import { StepHead } from './StepHead';
import { TextField } from './TextField';

export const AdministratorStep = ({ form, marked, fields, onChange }: StepProps): ReactElement => {
  const { t } = useTranslation('session');
  const missing = (name: string): string | undefined =>
    marked.includes(name) ? t('setUp.required') : undefined;
  const refused = fields['administrator.passphrase'];
  return (
    <>
      <StepHead title={t('setUp.administratorTitle')} text={t('setUp.administratorText')} />
      <div className="two-fields">
        <TextField
          label={t('setUp.givenName')}
          autoFocus
          maxLength={60}
          value={form.givenName}
          problem={missing('givenName')}
          onChange={(givenName) => onChange({ givenName })}
        />
        <TextField
          label={t('setUp.familyName')}
          maxLength={60}
          value={form.familyName}
          problem={missing('familyName')}
          onChange={(familyName) => onChange({ familyName })}
        />
      </div>
      <TextField
        label={t('setUp.signInName')}
        maxLength={60}
        value={form.signInName}
        help={t('setUp.signInNameHelp')}
        problem={missing('signInName')}
        onChange={(signInName) => onChange({ signInName })}
      />
      <PassphraseField
        label={t('passphrase.label')}
        value={form.passphrase}
        rate
        problem={
          missing('passphrase') ??
          (refused === undefined ? undefined : t(`passphrase.problem.${refused}`))
        }
        onChange={(passphrase) => onChange({ passphrase })}
      />
    </>
  );
};
