/** Templates as the window shows them. */
import type { BothLanguages, Template } from './definition';
import type { Preview } from './merge';

export interface TemplateSummary {
  id: string;
  version: number;
  title: BothLanguages;
  /** Who it is for, and its aim. */
  situation: string;
  /** Problems that it offers ticked; of the library all. */
  problems: number;
  reviewedBy: Template['reviewedBy'];
  /** The patient's condition that proposes it. */
  fits: string | null;
  /** Records of the plan came from it. */
  applied: boolean;
}

export interface TemplatePreview extends Preview {
  template: TemplateSummary;
  /** Roles that items name, in the words that the plan would hold. */
  roles: Record<string, string>;
}
