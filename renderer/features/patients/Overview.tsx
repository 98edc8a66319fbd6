/** What blocks discharge, who is around the patient, what is known; notes at the right. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientFile } from '../../../shared/patients/patient';
import { Icon } from '../../components/Icon';
import { StayBarriers } from '../careplans';
import { QuickNote } from '../notes';
import { TaskList } from '../tasks';

const Facts = ({
  title,
  empty,
  children,
}: {
  title: string;
  empty: boolean;
  children: ReactNode;
}): ReactElement => {
  const { t } = useTranslation('patients');
  return (
    <section aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
      </div>
      {empty ? <p className="s3">{t('none')}</p> : <ul>{children}</ul>}
    </section>
  );
};

const Person = ({
  name,
  what,
  phone,
}: {
  name: string;
  what: string;
  phone: string | null;
}): ReactElement => (
  <li>
    <span>
      <span className="m">{name}</span>
      <span className="sub">{what}</span>
    </span>
    {phone === null ? null : (
      <span className="nw">
        <Icon name="phone" size={14} /> {phone}
      </span>
    )}
  </li>
);

export const Overview = ({ file }: { file: PatientFile }): ReactElement => {
  const { t } = useTranslation('patients');
  const { stay } = file;
  const concerns = file.concerns.filter(({ answeredAt }) => answeredAt === null);
  return (
    <div className="overview">
      <div className="wide">
        {stay ? (
          <StayBarriers patientId={file.patient.id} encounterId={stay.id} />
        ) : (
          <p>{t('noStay')}</p>
        )}
        {stay ? <TaskList encounterId={stay.id} patientId={file.patient.id} /> : null}
        {concerns.length > 0 ? (
          <Facts title={t('concerns')} empty={false}>
            {concerns.map((concern) => (
              <li key={concern.id}>“{concern.words}”</li>
            ))}
          </Facts>
        ) : null}
      </div>
      <div className="around">
        <Facts title={t('team')} empty={file.team.length === 0}>
          {file.team.map((member) => (
            <Person
              key={member.id}
              name={member.name}
              what={[member.role, member.note].filter(Boolean).join(', ')}
              phone={member.phone}
            />
          ))}
        </Facts>
        <Facts title={t('people')} empty={file.contacts.length === 0}>
          {file.contacts.map((contact) => (
            <Person
              key={contact.id}
              name={contact.name}
              what={contact.relationship ?? ''}
              phone={contact.phone}
            />
          ))}
        </Facts>
        <Facts title={t('conditions')} empty={file.conditions.length === 0}>
          {file.conditions.map((condition) => (
            <li key={condition.id}>
              {condition.display} <span className="s3">{condition.code}</span>
            </li>
          ))}
        </Facts>
        <Facts title={t('coverage')} empty={file.coverages.length === 0}>
          {file.coverages.map((coverage) => (
            <li key={coverage.id}>
              {coverage.payer}{' '}
              <span className="s3">
                {coverage.memberNumber === null
                  ? ''
                  : t('member', { number: coverage.memberNumber })}
              </span>
            </li>
          ))}
        </Facts>
      </div>
      <QuickNote patientId={file.patient.id} encounterId={stay?.id ?? null} />
    </div>
  );
};
