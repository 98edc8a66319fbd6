/** Risk of readmission: three neutral bars, a word and the number. It is not an alarm (look.md, Colour). */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { riskLevels, type Risk } from '../../../shared/caseload/caseload';

export const RiskMark = ({ risk }: { risk: Risk }): ReactElement => {
  const { t } = useTranslation('caseload');
  const filled = riskLevels.indexOf(risk.level);
  return (
    <span className="risk">
      <span className="risk-bars" aria-hidden="true">
        {riskLevels.map((level, at) => (
          <i key={level} className={at <= filled ? 'on' : undefined} />
        ))}
      </span>
      <span className="l1">{t(`risk.${risk.level}`)}</span>
      <span className="s3">{risk.score}</span>
    </span>
  );
};
