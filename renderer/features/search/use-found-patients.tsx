/** Patients that a typed text finds, as lines of the command bar: always with two identifiers. */
import { useTranslation } from 'react-i18next';
import { shortestSearch } from '../../../shared/search/search';
import { useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { go, patientPlace } from '../../app/navigation';
import { useMay } from '../../app/session-context';
import { useAppDispatch } from '../../app/store';
import type { CommandItem } from '../../components/command-item';

/** `isSearching`: the answer to just this text is still on its way, and nothing is offered for it. */
export interface FoundPatients {
  items: CommandItem[];
  isSearching: boolean;
}

/** What an earlier text found is never offered for a later one: Enter would open a wrong patient. */
export const useFoundPatients = (text: string): FoundPatients => {
  const { t } = useTranslation('search');
  const format = useFormat();
  const dispatch = useAppDispatch();
  const mayRead = useMay('patients.read');
  const asked = mayRead && text.length >= shortestSearch;
  const { data, isFetching } = useCall('search.find', asked ? { text } : null);
  if (!asked || !data) return { items: [], isSearching: asked && isFetching };
  const group = t('patients');
  const open = (patientId: string) => () => void dispatch(go(patientPlace(patientId, null)));
  const items: CommandItem[] = data.hits.map((hit) => ({
    id: hit.patientId,
    group,
    icon: hit.restricted ? 'lock' : 'person',
    label: (
      <>
        <b className="m">
          {hit.familyName}, {hit.givenName}
        </b>{' '}
        <span className="s2">
          {[hit.bed, hit.birthDate === null ? null : format.numericDate(hit.birthDate), hit.mrn]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </>
    ),
    run: open(hit.patientId),
  }));
  if (data.withReason !== null)
    items.push({
      id: 'with-reason',
      group,
      icon: 'lock',
      label: t('withReason'),
      run: open(data.withReason),
    });
  else if (data.outside > 0)
    items.push({
      id: 'outside',
      group,
      icon: 'lock',
      label: t(data.outsideCapped ? 'outsideMore' : 'outside', { count: data.outside }),
      run: () => undefined,
      saysOnly: true,
    });
  return { items, isSearching: false };
};
