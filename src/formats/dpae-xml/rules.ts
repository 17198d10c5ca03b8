/**
 * The elements of `FR_DUE_Upload` in their order, and what each may hold (formats.md §2, [2+]; no
 * schema is published). Names are local: two spellings of one namespace are in use.
 */
export interface ElementRule {
  readonly name: string;
  readonly must: boolean;
  /** More than one may stand there. */
  readonly many?: boolean;
  readonly children?: readonly ElementRule[];
  readonly holds?: "digits" | "date" | "hour" | "name" | "text" | "department";
  /** At most. */
  readonly length?: number;
  /** No more and no fewer characters. */
  readonly exact?: number;
  readonly values?: readonly string[];
}

const must = (name: string, more: Partial<ElementRule> = {}): ElementRule => ({
  name,
  must: true,
  ...more,
});
const may = (name: string, more: Partial<ElementRule> = {}): ElementRule => ({
  name,
  must: false,
  ...more,
});

const text32 = { holds: "text", length: 32 } as const;
const name32 = { holds: "name", length: 32 } as const;

const identity: readonly ElementRule[] = [
  must("FR_PersonIdentity.Surname.Text", name32),
  may("FR_PersonIdentity.UsualName.Text", name32),
  must("FR_PersonIdentity.ChristianName.Text", name32),
  may("FR_PersonIdentity.Sex.Code", { values: ["1", "2"] }),
  // An employee may have no number yet.
  may("FR_NNI", {
    children: [must("FR_NNI.NIR.Identifier"), must("FR_NNI.NIRKey.Text")],
  }),
  must("FR_Birth", {
    children: [must("FR_Birth.Date", { holds: "date" }), must("FR_Birth.Town.Text", text32)],
  }),
];

const employer: readonly ElementRule[] = [
  must("FR_EmployerIdentity", {
    children: [
      must("FR_Organization.SIRET.Identifier"),
      must("FR_Organization.Designation.Text", text32),
      may("FR_Organization.SupplementaryDesignation.Text", text32),
      must("FR_Organization.APE.Code", { length: 5, exact: 5 }),
    ],
  }),
  must("FR_Employer.URSSAF.Code", { holds: "digits", length: 3, exact: 3 }),
  must("FR_EmployerAddress", {
    children: [
      must("FR_PostalAddress.StreetDesignation.Text", text32),
      may("FR_PostalAddress.Additional.Text", text32),
      must("FR_PostalAddress.Town.Text", text32),
      must("FR_PostalAddress.Postal.Code"),
    ],
  }),
  may("FR_EmployerContact", {
    children: [may("FR_PhoneNumber", { children: [may("FR_PhoneAddress.PhoneNumber.Text")] })],
  }),
];

const employee: readonly ElementRule[] = [
  must("FR_Employee", {
    children: [
      must("FR_EmployeeIdentity", { children: identity }),
      may("FR_EmployeeComplement", {
        children: [
          may("FR_EmployeeComplement.Birth_Department.Code", { holds: "department", length: 2 }),
        ],
      }),
    ],
  }),
  must("FR_Contract", {
    children: [
      must("FR_Contract.StartContract.Date", { holds: "date" }),
      must("FR_Contract.StartContract.Time", { holds: "hour" }),
      may("FR_Contract.EndContract.Date", { holds: "date" }),
      must("FR_Contract.Nature.Code", { values: ["CDD", "CDI", "CTT"] }),
      may("FR_Contract.HealthService.Text", { length: 10 }),
      may("FR_Contract.TrialTime.Text", { holds: "digits", length: 3 }),
    ],
  }),
  may("FR_EmployeeGroup.Comment.Text"),
];

export const uploadRules: readonly ElementRule[] = [
  must("FR_DUE_Upload.Test.Indicator"),
  must("FR_DuesGroup", {
    many: true,
    children: [
      must("FR_Employer", { children: employer }),
      must("FR_EmployeeGroup", { many: true, children: employee }),
    ],
  }),
];
