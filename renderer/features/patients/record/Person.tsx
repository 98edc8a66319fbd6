/** The person beyond name and birth date: how reached, which language; every number it is known by. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDetails } from '../../../../shared/patients/patient';
import { useCommand } from '../../../app/api';
import { useAsking } from '../../../app/asking';
import { useFeatureErrorText } from '../../../app/error-text';
import type { FormValues } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { useMay } from '../../../app/session-context';
import { ReasonDialog } from '../../../components/ConfirmDialog';
import { textOf } from './form-values';
import { Phone } from './Contacts';
import { RecordSection, type About } from './RecordSection';

const inputOf = (values: FormValues) => ({
  phone: textOf(values, 'phone'),
  addressLine: textOf(values, 'addressLine'),
  city: textOf(values, 'city'),
  state: textOf(values, 'state'),
  postalCode: textOf(values, 'postalCode'),
  language: textOf(values, 'language'),
  maritalStatus: textOf(values, 'maritalStatus'),
});

const valuesOf = (patient: PatientDetails): FormValues => ({
  phone: patient.phone ?? '',
  addressLine: patient.addressLine ?? '',
  city: patient.city ?? '',
  state: patient.state ?? '',
  postalCode: patient.postalCode ?? '',
  language: patient.language ?? '',
  maritalStatus: patient.maritalStatus ?? '',
});

export const Person = ({
  about,
  patient,
}: {
  about: About;
  patient: PatientDetails;
}): ReactElement => {
  const { t, i18n } = useTranslation('patients');
  const format = useFormat();
  const { run: change } = useCommand('patients.change');
  const address = [
    patient.addressLine,
    [patient.city, [patient.state, patient.postalCode].filter(Boolean).join(' ')]
      .filter(Boolean)
      .join(', '),
  ]
    .filter(Boolean)
    .join(', ');
  const line = (name: string, maxLength: number, wide = false) =>
    ({ name, label: t(`field.${name}`), kind: 'line', maxLength, wide }) as const;
  const numberKind = (type: string): string =>
    i18n.exists(`patients:identifier.${type}`) ? t(`identifier.${type}`) : type;
  return (
    <RecordSection
      title={t('person')}
      form="patients.person"
      about={about}
      entries={[patient]}
      nothing=""
      addLabel=""
      fields={[
        line('phone', 60),
        line('language', 40),
        line('maritalStatus', 40),
        line('addressLine', 200, true),
        line('city', 80),
        line('state', 40),
        line('postalCode', 20),
      ]}
      empty={{}}
      valuesOf={valuesOf}
      change={({ rowVersion }, values) =>
        change({ patientId: patient.id, rowVersion, ...inputOf(values) })
      }
      show={() => ({
        name: t('person'),
        title:
          patient.language === null
            ? t('noLanguage')
            : t('speaks', { language: format.language(patient.language) }),
        sub: [address || t('noAddress'), patient.maritalStatus].filter(Boolean).join(' · '),
        end: patient.phone === null ? undefined : <Phone number={patient.phone} />,
      })}
    >
      <Restriction about={about} patient={patient} />
      <h3 className="t-label">{t('numbers')}</h3>
      {patient.identifiers.length === 0 ? <p className="s3">{t('none')}</p> : null}
      <ul className="numbers">
        {patient.identifiers.map(({ type, value, assigner, prior }) => (
          <li key={`${assigner} ${type} ${value}`} className={prior ? 'former' : undefined}>
            <span className="grow">
              <span className="m">{value}</span>
              <span className="sub">
                {numberKind(type)}, {assigner}
              </span>
            </span>
            {prior ? <span className="pill plain">{t('priorNumber')}</span> : null}
          </li>
        ))}
      </ul>
    </RecordSection>
  );
};

/** Whether only the team may open the file; a unit lead decides it, with a reason. */
const Restriction = ({
  about,
  patient,
}: {
  about: About;
  patient: PatientDetails;
}): ReactElement | null => {
  const { t } = useTranslation('patients');
  const errorText = useFeatureErrorText('patients');
  const mayRestrict = useMay('patients.restrict');
  const { run, error } = useCommand('patients.restrict');
  const form = `patients.restrict:${patient.id}`;
  const { asking, ask, end } = useAsking(form);
  const { restricted } = patient;
  if (!restricted && !mayRestrict) return null;
  return (
    <div className="restriction">
      <span className="grow">
        <span className="m">{t(restricted ? 'restrictedToTeam' : 'openToUnit')}</span>
        {restricted ? <span className="sub">{patient.restrictedReason}</span> : null}
      </span>
      {mayRestrict ? (
        <Button size="small" variant="text" onClick={ask}>
          {t(restricted ? 'liftRestriction' : 'restrict')}
        </Button>
      ) : null}
      {asking ? (
        <ReasonDialog
          form={form}
          title={t(restricted ? 'liftTitle' : 'restrictTitle')}
          confirm={t(restricted ? 'liftRestriction' : 'restrict')}
          reasonLabel={t('reason')}
          dangerous={false}
          problem={error && errorText(error)}
          onClose={end}
          onConfirm={async (reason) =>
            (
              await run({
                patientId: patient.id,
                rowVersion: patient.rowVersion,
                restricted: !restricted,
                reason,
              })
            ).ok
          }
        >
          {about.who}. {t(restricted ? 'liftText' : 'restrictText')}
        </ReasonDialog>
      ) : null}
    </div>
  );
};
