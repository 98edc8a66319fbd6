/** Who changed a record last, and when: what a person is told where somebody else saved first. */
export interface LastChange {
  /** Null for a feed. */
  changedByName: string | null;
  changedAt: string;
}
