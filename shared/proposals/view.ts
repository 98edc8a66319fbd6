/** Proposals as the window shows them. */
import type { Text } from '../clinical/instruments/vocabulary';
import type { Verdict } from './decide';
import type { Due } from './due';
import type { DueRule, ProposalKind, ProposalSource, Reason } from './proposal';
import type { StandingLine } from './similar';

export interface TaskView extends Due {
  kind: string;
  title: Text;
  role: string | null;
  rule: DueRule | null;
}

/** A problem that a template would add. */
export interface TemplatePart {
  item: string;
  text: string;
  goals: number;
  interventions: number;
  /** All items below it that are chosen with it. */
  items: string[];
}

export interface ProposalView {
  key: string;
  source: ProposalSource;
  kind: ProposalKind;
  /** Sent back when deciding: a ground that changed meanwhile is not decided unseen. */
  ground: string;
  title: Text;
  reasons: readonly Reason[];
  /** What its ground said when it was decided before. */
  before: { verdict: Verdict; words: Text } | null;
  goal: Text | null;
  interventions: readonly Text[];
  /** Problem of the plan that it would stand under; null = a new one with `under` as its title. */
  problem: { id: string; text: string } | null;
  under: Text | null;
  role: string | null;
  dueOn: string | null;
  rule: DueRule | null;
  tasks: TaskView[];
  bundle: string | null;
  parts: TemplatePart[];
  /** Lines that say the same already. */
  similar: StandingLine[];
  /** Set for a typed need: its row, so that it can be taken away. */
  need: { id: string; rowVersion: number; words: string; item: string | null } | null;
}

/** A decision as the folded list shows it. */
export interface DecisionView {
  key: string;
  rowVersion: number;
  verdict: Verdict;
  title: string;
  at: string;
  byName: string | null;
  reasonId: string | null;
  reasonText: string | null;
  groundWords: Text;
  /** The answer or condition still says so. */
  stillProposed: boolean;
  /** What accepting made are tasks, not lines of a plan. */
  tasks: boolean;
}

/** A line's ground: "from Intake, 14 Mar: nobody at home". */
export type LineGround = Pick<Reason, 'from' | 'at' | 'words' | 'assessmentId'>;

export interface Tray {
  /** The open plan that lines go into; null where the stay has none. */
  carePlanId: string | null;
  /** Problems of that plan, in its order. */
  problems: { id: string; text: string }[];
  open: ProposalView[];
  decided: DecisionView[];
  /** Grounds by the id of the line or task that was made, or taken, for them. */
  grounds: Record<string, LineGround[]>;
}
