/** Somebody else changed it first: both versions side by side, nothing overwritten until one is picked. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/appointments/appointment';
import {
  formOf,
  peopleOf,
  ruleOfForm,
  type AppointmentForm,
  type FormField,
} from '../../../shared/appointments/form';
import { ruleWords } from '../../../shared/appointments/rule-words';
import { Icon } from '../../components/Icon';

const plainFields = [
  'title',
  'date',
  'from',
  'to',
  'place',
  'address',
  'travelBefore',
  'travelAfter',
  'note',
] as const satisfies readonly FormField[];

export const FormConflict = ({
  mine,
  theirs,
  onMine,
  onTheirs,
}: {
  mine: AppointmentForm;
  theirs: Appointment;
  onMine: () => void;
  onTheirs: () => void;
}): ReactElement => {
  const { t, i18n } = useTranslation('calendar');
  const { zone, rule } = theirs;
  const ruleText = (form: AppointmentForm): string =>
    ruleWords(ruleOfForm(form, zone, rule), `${form.date}T${form.from}`, zone, i18n.language);
  const peopleText = (form: AppointmentForm): string =>
    peopleOf(form)
      .map(({ shown, role }) => shown ?? role ?? '')
      .join(', ');
  const other = formOf(theirs);
  const rows = [
    ...plainFields.map((name) => ({ name, mine: mine[name], theirs: other[name] })),
    { name: 'repeats', mine: ruleText(mine), theirs: ruleText(other) },
    { name: 'people', mine: peopleText(mine), theirs: peopleText(other) },
  ].filter((row) => row.mine !== row.theirs);
  return (
    <div className="conflict" role="alert">
      <div className="m">
        <Icon name="swap" size={14} /> {t('conflictForm.title')}
      </div>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('conflictForm.mine')}</th>
            <th scope="col">{t('conflictForm.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{t(`form.${row.name}`)}</th>
              <td>{row.mine || t('conflictForm.empty')}</td>
              <td>{row.theirs || t('conflictForm.empty')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row wrap">
        <Button size="small" onClick={onTheirs}>
          {t('conflictForm.keepTheirs')}
        </Button>
        <Button size="small" onClick={onMine}>
          {t('conflictForm.useMine')}
        </Button>
        <span className="t-cap end">{t('conflictForm.nothing')}</span>
      </div>
    </div>
  );
};
