/** The person beyond name and birth date: how reached, which language; every number it is known by. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDetails } from '../../../../shared/patients/patient';
import { useCommand } from '../../../app/api';
import type { FormValues } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
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
