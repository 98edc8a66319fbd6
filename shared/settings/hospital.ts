/** What holds for the whole hospital, as an administrator keeps it. */
export interface HospitalSettings {
  rowVersion: number;
  name: string;
  /** IANA zone; every wall time a person sees is in it. */
  zone: string;
  phone: string | null;
  helpDesk: string | null;
}
