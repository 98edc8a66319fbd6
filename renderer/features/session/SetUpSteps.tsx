/** The first three steps of set-up: what is typed in them. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { countBeds, parseRooms } from '../../../shared/units/rooms';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { PassphraseField } from './PassphraseField';

/** Everything a person types before the record is made. */
export interface SetUpForm {
  hospitalName: string;
  zone: string;
  helpDesk: string;
  units: { name: string; rooms: string }[];
  givenName: string;
  familyName: string;
  signInName: string;
  passphrase: string;
}

interface StepProps {
  form: SetUpForm;
  /** Names of the fields that are marked as missing. */
  marked: readonly string[];
  /** Field errors of main. */
  fields: Record<string, string>;
  onChange: (patch: Partial<SetUpForm>) => void;
}

const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

const Head = ({ title, text }: { title: string; text: string }): ReactElement => (
  <div>
    <h1 className="t-page">{title}</h1>
    <p className="s2 t-read">{text}</p>
  </div>
);

const TextField = ({
  label,
  value,
  problem,
  help,
  optional = false,
  autoFocus = false,
  list,
  onChange,
}: {
  label: string;
  value: string;
  problem?: string | undefined;
  help?: string;
  optional?: boolean;
  autoFocus?: boolean;
  list?: string;
  onChange: (value: string) => void;
}): ReactElement => (
  <Field
    label={label}
    problem={problem}
    optional={optional}
    {...(help === undefined ? {} : { help })}
  >
    {(control) => (
      <input
        {...control}
        list={list}
        autoFocus={autoFocus}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);

export const HospitalStep = ({ form, marked, fields, onChange }: StepProps): ReactElement => {
  const { t } = useTranslation('session');
  const missing = (name: string): string | undefined =>
    marked.includes(name) ? t('setUp.required') : undefined;
  return (
    <>
      <Head title={t('setUp.hospitalTitle')} text={t('setUp.hospitalText')} />
      <TextField
        label={t('setUp.hospitalName')}
        autoFocus
        value={form.hospitalName}
        problem={missing('hospitalName')}
        onChange={(hospitalName) => onChange({ hospitalName })}
      />
      <TextField
        label={t('setUp.zone')}
        list="zones"
        value={form.zone}
        help={t('setUp.zoneHelp')}
        problem={missing('zone') ?? (fields['zone'] ? t('setUp.zoneUnknown') : undefined)}
        onChange={(zone) => onChange({ zone })}
      />
      <datalist id="zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <TextField
        label={t('setUp.helpDesk')}
        optional
        value={form.helpDesk}
        onChange={(helpDesk) => onChange({ helpDesk })}
      />
    </>
  );
};

export const UnitsStep = ({ form, marked, onChange }: StepProps): ReactElement => {
  const { t } = useTranslation('session');
  const change = (index: number, patch: Partial<SetUpForm['units'][number]>): void =>
    onChange({ units: form.units.map((unit, i) => (i === index ? { ...unit, ...patch } : unit)) });
  return (
    <>
      <Head title={t('setUp.unitsTitle')} text={t('setUp.unitsText')} />
      {form.units.map((unit, i) => {
        const parsed = parseRooms(unit.rooms);
        const roomsProblem =
          !parsed.ok &&
          (marked.includes(`units.${i}.rooms`) || (unit.rooms !== '' && parsed.problem !== 'empty'))
            ? t(`setUp.roomsProblem.${parsed.problem}`, { part: parsed.part })
            : undefined;
        return (
          <div className="unit-row" key={i}>
            <TextField
              label={t('setUp.unitName', { n: i + 1 })}
              autoFocus={i === form.units.length - 1}
              value={unit.name}
              problem={marked.includes(`units.${i}.name`) ? t('setUp.required') : undefined}
              onChange={(name) => change(i, { name })}
            />
            <TextField
              label={t('setUp.unitRooms')}
              value={unit.rooms}
              help={t('setUp.roomsHelp')}
              problem={roomsProblem}
              onChange={(rooms) => change(i, { rooms })}
            />
            <div className="s2" style={{ paddingTop: 26 }} role="status">
              {parsed.ok ? t('setUp.beds', { count: countBeds(parsed.rooms) }) : ''}
            </div>
            <div style={{ paddingTop: 22 }}>
              {form.units.length > 1 ? (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('setUp.removeUnit', { n: i + 1 })}
                  onClick={() => onChange({ units: form.units.filter((_, other) => other !== i) })}
                >
                  <Icon name="close" />
                </button>
              ) : null}
            </div>
          </div>
        );
      })}
      <div>
        <Button onClick={() => onChange({ units: [...form.units, { name: '', rooms: '' }] })}>
          <Icon name="plus" /> {t('setUp.addUnit')}
        </Button>
      </div>
    </>
  );
};

export const AdministratorStep = ({ form, marked, fields, onChange }: StepProps): ReactElement => {
  const { t } = useTranslation('session');
  const missing = (name: string): string | undefined =>
    marked.includes(name) ? t('setUp.required') : undefined;
  const refused = fields['administrator.passphrase'];
  return (
    <>
      <Head title={t('setUp.administratorTitle')} text={t('setUp.administratorText')} />
      <div className="row" style={{ alignItems: 'flex-start' }}>
        <div className="grow">
          <TextField
            label={t('setUp.givenName')}
            autoFocus
            value={form.givenName}
            problem={missing('givenName')}
            onChange={(givenName) => onChange({ givenName })}
          />
        </div>
        <div className="grow">
          <TextField
            label={t('setUp.familyName')}
            value={form.familyName}
            problem={missing('familyName')}
            onChange={(familyName) => onChange({ familyName })}
          />
        </div>
      </div>
      <TextField
        label={t('setUp.signInName')}
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
