/** Which column of a census holds what, and how its dates are written; remembered per header set. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  csvFields,
  dateFormats,
  type CsvField,
  type CsvMapping,
  type DateFormat,
  type EncounterClass,
} from '../../../shared/imports/facts';
import type { CsvQuestion } from '../../../shared/imports/import';
import { Field } from '../../components/Field';

const dateFields: readonly CsvField[] = [
  'birthDate',
  'admitted',
  'discharged',
  'expectedDischarge',
];
const classes: readonly EncounterClass[] = ['inpatient', 'observation', 'emergency', 'outpatient'];

export const MappingForm = ({
  name,
  question,
  onRead,
  onClose,
}: {
  name: string;
  question: CsvQuestion;
  onRead: (mapping: CsvMapping) => Promise<void>;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('imports');
  const [columns, setColumns] = useState(question.mapping.columns);
  const [dates, setDates] = useState(question.mapping.dates);
  const [everyClass, setEveryClass] = useState(question.mapping.everyClass);
  const [busy, setBusy] = useState(false);
  const setColumn = (header: string, field: string): void => {
    const { [header]: _former, ...rest } = columns;
    setColumns(field === '' ? rest : { ...rest, [header]: field as CsvField });
  };
  const setFormat = (header: string, format: string): void => {
    const { [header]: _former, ...rest } = dates;
    setDates(format === '' ? rest : { ...rest, [header]: format as DateFormat });
  };
  const hasClass = Object.values(columns).includes('class');
  return (
    <form
      className="box stack mapping"
      aria-label={t('mapTitle', { name })}
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void onRead({ columns, dates, ...(everyClass ? { everyClass } : {}) }).finally(() =>
          setBusy(false),
        );
      }}
    >
      <div>
        <h2 className="t-section">{t('mapTitle', { name })}</h2>
        <p className="s2">{t('mapText')}</p>
        {question.askFormat.length > 0 ? (
          <p className="sev today" role="status">
            {t('mapAsk', { headers: question.askFormat.join(', ') })}
          </p>
        ) : null}
      </div>
      <div
        className="mapping-scroll"
        tabIndex={0}
        role="region"
        aria-label={t('mapTitle', { name })}
      >
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('mapColumn')}</th>
              <th scope="col">{t('mapHolds')}</th>
              <th scope="col">{t('mapFormat')}</th>
              <th scope="col">{t('mapSample')}</th>
            </tr>
          </thead>
          <tbody>
            {question.headers.map((header, index) => {
              const field = columns[header];
              const isDate = field !== undefined && dateFields.includes(field);
              return (
                <tr key={header}>
                  <th scope="row">{header}</th>
                  <td>
                    <select
                      className="input"
                      aria-label={`${t('mapHolds')}: ${header}`}
                      value={field ?? ''}
                      onChange={(event) => setColumn(header, event.target.value)}
                    >
                      <option value="">{t('mapNothing')}</option>
                      {csvFields.map((each) => (
                        <option key={each} value={each}>
                          {t(`csvFields.${each}`)}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td>
                    {isDate ? (
                      <select
                        className="input"
                        aria-label={`${t('mapFormat')}: ${header}`}
                        aria-invalid={
                          question.askFormat.includes(header) && dates[header] === undefined
                        }
                        value={dates[header] ?? ''}
                        onChange={(event) => setFormat(header, event.target.value)}
                      >
                        <option value="">{t('mapFormatOpen')}</option>
                        {dateFormats.map((format) => (
                          <option key={format} value={format}>
                            {t(`mapFormats.${format}`)}
                          </option>
                        ))}
                      </select>
                    ) : null}
                  </td>
                  <td className="s2">
                    {question.samples
                      .map((row) => row[index] ?? '')
                      .filter((cell) => cell !== '')
                      .join(' · ')}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {hasClass ? null : (
        <Field label={t('mapClass')}>
          {(control) => (
            <select
              {...control}
              value={everyClass ?? ''}
              onChange={(event) =>
                setEveryClass(classes.find((each) => each === event.target.value))
              }
            >
              <option value="">{t('mapClassNone')}</option>
              {classes.map((each) => (
                <option key={each} value={each}>
                  {t(`values.class.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="row">
        <Button type="submit" variant="contained" disabled={busy}>
          {t('mapRead')}
        </Button>
        <Button variant="text" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
};
