/** Any two texts of the plan against each other: signed versions, and the draft as it stands. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { contentOf, draftNumber } from '../../../../shared/careplans/plan';
import { useCall } from '../../../app/api';
import { ErrorPlace, Skeleton } from '../../../components/PlaceState';
import { CompareView } from '../CompareView';
import { usePlan } from '../plan-context';

/** The draft counts as version n + 1. */
const useText = (version: number) => {
  const { plan } = usePlan();
  const isDraft = version > plan.newestVersion;
  const { data, error, refetch } = useCall(
    'careplans.version',
    isDraft || version < 1 ? null : { id: plan.id, version },
  );
  return { content: isDraft ? contentOf(plan) : data?.content, error, refetch };
};

export const CompareVersions = ({ chosen }: { chosen: number | null }): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const last = plan.draftOpen ? draftNumber(plan) : plan.newestVersion;
  const [after, setAfter] = useState(chosen ?? last);
  const [before, setBefore] = useState(Math.max(1, (chosen ?? last) - 1));
  const earlier = useText(Math.min(before, last));
  const later = useText(Math.min(after, last));
  const all = Array.from({ length: last }, (_, index) => index + 1);
  const choice = (
    label: string,
    value: number,
    set: (version: number) => void,
    besides: number,
  ): ReactElement => (
    <label className="row">
      <span className="t-label">{label}</span>
      <select
        className="cp-version"
        value={value}
        onChange={(event) => set(Number(event.target.value))}
      >
        {all
          .filter((version) => version !== besides)
          .map((version) => (
            <option key={version} value={version}>
              {version > plan.newestVersion
                ? t('course.draftOf', { version })
                : t('version', { version })}
            </option>
          ))}
      </select>
    </label>
  );
  const failed = earlier.error ?? later.error;
  return (
    <div className="cp-compare-any">
      <div className="cp-plans row wrap">
        {choice(t('course.compareFrom'), Math.min(before, last), setBefore, after)}
        {choice(t('course.compareWith'), Math.min(after, last), setAfter, before)}
      </div>
      {failed ? <ErrorPlace error={failed} onRetry={earlier.refetch} /> : null}
      {earlier.content && later.content ? (
        <CompareView before={earlier.content} after={later.content} version={before} />
      ) : failed ? null : (
        <Skeleton rows={3} />
      )}
    </div>
  );
};
