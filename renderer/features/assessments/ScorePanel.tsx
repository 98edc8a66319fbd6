/** The score as it grows: number, band, what is open, and its course over stays. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedAssessment } from '../../../shared/assessments/assessment';
import type { Outcome } from '../../../shared/clinical/instruments/outcome';
import { useFormat } from '../../app/format';
import { bandsOf, mainScoreOf, useLanguage, useSaid } from './said';
import { Trend } from './Trend';

const Scale = ({
  min,
  max,
  value,
  bands,
}: {
  min: number;
  max: number;
  value: number | null;
  bands: readonly { id: string; from: number; to: number }[];
}): ReactElement => {
  const at = (point: number): number => (100 * (point - min)) / Math.max(1, max - min);
  return (
    <svg className="as-scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {bands.map(({ id, from, to }, index) => (
        <rect
          key={id}
          x={at(from)}
          width={Math.max(1, at(Math.min(max, to + 1)) - at(from) - 0.6)}
          y="2"
          height="6"
          className={index % 2 === 0 ? 'even' : 'odd'}
        />
      ))}
      {value === null ? null : (
        <rect x={at(value) - 0.6} width="1.6" y="0" height="10" className="now" />
      )}
    </svg>
  );
};

export const ScorePanel = ({
  opened,
  outcome,
}: {
  opened: OpenedAssessment;
  outcome: Outcome;
}): ReactElement => {
  const { t } = useTranslation('assessments');
  const format = useFormat();
  const language = useLanguage();
  const said = useSaid();
  const [trend, setTrend] = useState(false);
  const { instrument } = opened;
  const main = mainScoreOf(instrument, outcome.scores);
  const bands = main ? bandsOf(main.definition, main.score) : [];
  const bandText = (id: string): string =>
    main?.definition.bandSets?.flatMap((set) => set.bands).find((band) => band.id === id)?.text[
      language
    ] ?? id;
  const findings = outcome.flags.filter(
    ({ state, kind }) => state === 'raised' && kind !== 'alert',
  );
  const numberOf = (id: string): string => {
    const item = instrument.items.find((one) => one.id === id);
    return item?.number ?? item?.text[language] ?? id;
  };
  return (
    <section className="as-score" aria-label={t('score')}>
      {main ? (
        <>
          <h3 className="t-section">
            {t('score')}{' '}
            <span className="t-cap">
              {t('answeredOf', { count: main.score.answered, of: main.score.of })}
            </span>
          </h3>
          <p aria-live="polite">
            {main.score.value === null && main.score.code === null ? null : (
              <b className="as-total" data-score={main.score.code ?? main.score.value}>
                {main.score.code ?? format.number(main.score.value ?? 0)}
              </b>
            )}{' '}
            {main.score.band === null ? null : <b>{bandText(main.score.band)}</b>}
            {main.score.value === null && main.score.code === null ? (
              <span>
                {t('noTotal', {
                  items: main.score.missing.map(({ item }) => numberOf(item)).join(', '),
                })}
              </span>
            ) : null}
          </p>
          {bands.length > 1 ? (
            <Scale
              min={main.definition.min}
              max={main.definition.max}
              value={main.score.value}
              bands={bands}
            />
          ) : null}
          {main.score.value === null && main.score.possibleBands.length > 0 ? (
            <p className="t-cap">
              {t('between', {
                least: main.score.least,
                most: main.score.most,
                bands: main.score.possibleBands.map(bandText).join(', '),
              })}
            </p>
          ) : null}
          <button
            type="button"
            className="cp-link"
            aria-expanded={trend}
            onClick={() => setTrend(!trend)}
          >
            {t('trend')}
          </button>
          {trend ? <Trend opened={opened} /> : null}
        </>
      ) : null}
      {findings.length === 0 ? null : (
        <>
          <h3 className="t-section">{t('findings')}</h3>
          <ul className="as-findings">
            {findings.map(({ id }) => (
              <li key={id}>
                {instrument.flags
                  .find((flag) => flag.id === id)
                  ?.text[language].replace(/\{([^}]+)\}/g, (_all, item: string) => {
                    const asked = instrument.items.find((one) => one.id === item);
                    return asked
                      ? (said(instrument, asked, opened.assessment.answers[item]) ?? '')
                      : '';
                  })}
              </li>
            ))}
          </ul>
        </>
      )}
      {outcome.proposals.length === 0 ? null : (
        <p className="t-cap">{t('proposes', { count: outcome.proposals.length })}</p>
      )}
      <p className="t-cap as-licence">
        {[
          instrument.licence.holder,
          instrument.licence.permission,
          ...(instrument.licence.credits ?? []),
        ].join(' · ')}
        {instrument.reviewedBy === null ? ` · ${t('notReviewed')}` : null}
      </p>
    </section>
  );
};
