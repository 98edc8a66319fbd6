/** What holds for the whole hospital: name, zone, phones. They stand on the lock screen and on paper. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HospitalSettings } from '../../../shared/settings/hospital';
import { isZone } from '../../../shared/time';
import { forgetAnswersOf, useCall, useCommand } from '../../app/api';
import { useFormDraft, type FormValues } from '../../app/form-draft';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useAppDispatch } from '../../app/store';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { allZones, useZoneName } from '../session';

const valuesOf = ({ name, zone, phone, helpDesk }: HospitalSettings): FormValues => ({
  name,
  zone,
  phone: phone ?? '',
  helpDesk: helpDesk ?? '',
});

const lineOf = (value: string | undefined): string | null => value?.trim() || null;

const Form = ({ hospital }: { hospital: HospitalSettings }): ReactElement => {
  const { t } = useTranslation('settings');
  const { t: tParts } = useTranslation('components');
  const format = useFormat();
  const errorText = useErrorText();
  const zoneName = useZoneName();
  const dispatch = useAppDispatch();
  const { now } = useMinute();
  const draft = useFormDraft('settings.hospital', valuesOf(hospital), {
    baseRowVersion: hospital.rowVersion,
  });
  const { name = '', zone = '', phone, helpDesk } = draft.values;
  const [marked, setMarked] = useState(false);
  const [saved, setSaved] = useState(false);
  const { run, isRunning, error, reset } = useCommand('settings.changeHospital');
  const conflict = error?.code === 'conflict';
  const set = (field: string, value: string): void => {
    draft.set(field, value);
    setSaved(false);
    if (!conflict) reset();
  };
  const save = async (): Promise<void> => {
    setMarked(true);
    if (name.trim() === '' || !isZone(zone.trim())) return;
    // After a conflict the facts were read again: what is typed here then goes over them knowingly.
    const outcome = await run({
      rowVersion: hospital.rowVersion,
      name,
      zone: zone.trim(),
      phone: lineOf(phone),
      helpDesk: lineOf(helpDesk),
    });
    if (outcome.ok) {
      draft.clear();
      setMarked(false);
      setSaved(true);
    } else if (outcome.error.code === 'conflict') dispatch(forgetAnswersOf(['settings']));
  };
  const line = (
    field: string,
    more: { problem?: string | undefined; help?: string; optional?: boolean; list?: string } = {},
  ): ReactElement => (
    <Field
      label={t(`hospital.${field}`)}
      help={more.help}
      problem={more.problem}
      optional={more.optional ?? false}
    >
      {(control) => (
        <input
          {...control}
          list={more.list}
          spellCheck={false}
          autoComplete="off"
          maxLength={field === 'name' ? 120 : 60}
          value={draft.values[field] ?? ''}
          onChange={(event) => set(field, event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <form
      className="stack"
      aria-label={t('hospital.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {draft.wasKept ? (
        <div className="good">
          <Icon name="check" size={14} />
          {tParts('draftFromBefore')}
        </div>
      ) : null}
      {line('name', { problem: marked && name.trim() === '' ? t('missing') : undefined })}
      {line('zone', {
        list: 'hospital-zones',
        help: isZone(zone)
          ? t('hospital.zoneNow', { zone: zoneName(zone), time: format.time(now, zone) })
          : t('hospital.zoneHelp'),
        problem: marked && !isZone(zone.trim()) ? t('hospital.zoneUnknown') : undefined,
      })}
      <datalist id="hospital-zones">
        {allZones.map((each) => (
          <option key={each} value={each} label={zoneName(each) ?? each} />
        ))}
      </datalist>
      {line('phone', { optional: true, help: t('hospital.phoneHelp') })}
      {line('helpDesk', { optional: true, help: t('hospital.helpDeskHelp') })}
      {error ? (
        <div className="problem" role="alert">
          <Icon name={conflict ? 'swap' : 'alert'} size={14} />
          {conflict ? t('hospital.conflict') : errorText(error)}
        </div>
      ) : null}
      {saved ? (
        <p className="good" role="status">
          <Icon name="check" size={14} />
          {t('hospital.saved')}
        </p>
      ) : null}
      <div className="row">
        <Button type="submit" variant="contained" disabled={isRunning}>
          {conflict ? t('hospital.saveMine') : t('hospital.save')}
        </Button>
        {draft.wasKept || conflict ? (
          <Button
            variant="text"
            onClick={() => {
              draft.clear();
              reset();
            }}
          >
            {t('hospital.forget')}
          </Button>
        ) : null}
      </div>
    </form>
  );
};

export const HospitalForm = (): ReactElement => {
  const { data, error, refetch } = useCall('settings.hospital', {});
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  return data ? <Form hospital={data} /> : <Skeleton rows={4} />;
};
