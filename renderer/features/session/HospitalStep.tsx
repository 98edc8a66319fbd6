/** Set-up, first step: what the hospital is called and in which zone it lies. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isZone } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import type { SetUpForm } from './set-up-form';
import { StepHead } from './StepHead';
import { TextField } from './TextField';
import { allZones, useZoneName } from './zone-name';

export interface StepProps {
  form: SetUpForm;
  /** Names of the fields that are marked as missing. */
  marked: readonly string[];
  /** Field errors of main. */
  fields: Record<string, string>;
  onChange: (patch: Partial<SetUpForm>) => void;
}

export const HospitalStep = ({ form, marked, fields, onChange }: StepProps): ReactElement => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const zoneName = useZoneName();
  const { now } = useMinute();
  const known = isZone(form.zone);
  const zoneWrong = marked.includes('zone') || fields['zone'] !== undefined;
  return (
    <>
      <StepHead title={t('setUp.hospitalTitle')} text={t('setUp.hospitalText')} />
      <TextField
        label={t('setUp.hospitalName')}
        autoFocus
        value={form.hospitalName}
        problem={marked.includes('hospitalName') ? t('setUp.required') : undefined}
        onChange={(hospitalName) => onChange({ hospitalName })}
      />
      <TextField
        label={t('setUp.zone')}
        list="zones"
        value={form.zone}
        help={
          known
            ? t('setUp.zoneNow', { zone: zoneName(form.zone), time: format.time(now, form.zone) })
            : t('setUp.zoneHelp')
        }
        problem={zoneWrong && !known ? t('setUp.zoneUnknown') : undefined}
        onChange={(zone) => onChange({ zone })}
      />
      <datalist id="zones">
        {allZones.map((zone) => (
          <option key={zone} value={zone} label={zoneName(zone) ?? zone} />
        ))}
      </datalist>
      <TextField
        label={t('setUp.helpDesk')}
        optional
        help={t('setUp.helpDeskHelp')}
        maxLength={60}
        value={form.helpDesk}
        onChange={(helpDesk) => onChange({ helpDesk })}
      />
    </>
  );
};
