/** Strangers with the name, and no other birth date, of somebody here: a person decides, nobody else. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelectionPreview } from '../../../shared/imports/import';
import type { PreviewDuplicate } from '../../../shared/imports/report';
import { useFormat } from '../../app/format';
import { Icon } from '../../components/Icon';
import type { ImportAtHand } from './use-import';
import { useImportWords } from './values';

/** The digits in which two numbers differ are marked. */
export const DifferentDigits = ({
  value,
  other,
}: {
  value: string;
  other: string;
}): ReactElement => (
  <>
    {[...value].map((digit, index) =>
      digit === other[index] ? digit : <mark key={`${index}${digit}`}>{digit}</mark>,
    )}
  </>
);

const decisions = ['same', 'different', 'later'] as const;

const Pair = ({ at, pair }: { at: ImportAtHand; pair: PreviewDuplicate }): ReactElement => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const words = useImportWords();
  const chosen = at.duplicates[pair.key] ?? 'later';
  const { ours, theirs } = pair;
  const bothBorn = ours.birthDate === theirs.birthDate ? ours.birthDate : null;
  return (
    <li className="same-person">
      <p className="s2">
        <b className="m">
          {bothBorn
            ? t('inBoth', { name: pair.name, birthDate: format.numericDate(bothBorn) })
            : t('nameInBoth', { name: pair.name })}
        </b>{' '}
        <span className="s3">{words.place(pair.from)}</span>
      </p>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('inLiaison')}</th>
            <th scope="col">{t('inTheFile')}</th>
          </tr>
        </thead>
        <tbody>
          {bothBorn ? null : (
            <tr>
              <th scope="row">{t('fields.birthDate')}</th>
              <td>{words.value('birthDate', ours.birthDate)}</td>
              <td>{words.value('birthDate', theirs.birthDate)}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{t('mrn')}</th>
            <td>
              <DifferentDigits value={ours.mrn ?? t('none')} other={theirs.mrn ?? ''} />
            </td>
            <td>
              <DifferentDigits value={theirs.mrn ?? t('none')} other={ours.mrn ?? ''} />
            </td>
          </tr>
          <tr>
            <th scope="row">{t('stay')}</th>
            <td>{ours.stay ?? t('none')}</td>
            <td>
              {[theirs.stay, theirs.class && words.value('class', theirs.class)]
                .filter((part) => part)
                .join(', ') || t('none')}
            </td>
          </tr>
        </tbody>
      </table>
      <div className="row wrap" role="group" aria-label={`${t('samePerson')} ${pair.name}`}>
        {decisions.map((decision) => (
          <Button
            key={decision}
            size="small"
            aria-pressed={chosen === decision}
            className={chosen === decision ? 'chosen' : ''}
            onClick={() => void at.decide(pair.key, decision)}
          >
            {t(decision)}
          </Button>
        ))}
      </div>
    </li>
  );
};

export const SamePerson = ({
  at,
  preview,
}: {
  at: ImportAtHand;
  preview: SelectionPreview;
}): ReactElement | null => {
  const { t } = useTranslation('imports');
  const pairs = preview.files.flatMap((file) => file.preview.duplicates);
  if (pairs.length === 0) return null;
  return (
    <section aria-label={t('samePerson')}>
      <div className="section-head">
        <Icon name="people" />
        <h2>{t('samePerson')}</h2>
        <span className="n">{t('samePersonCount', { count: pairs.length })}</span>
      </div>
      <ul>
        {pairs.map((pair) => (
          <Pair key={pair.key} at={at} pair={pair} />
        ))}
      </ul>
      <p className="t-cap">{t('samePersonHelp')}</p>
    </section>
  );
};
