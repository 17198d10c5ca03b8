/** What installing or removing a service does to a machine, one step at a time, so that it can be shown before it is done. */

export type Step =
  | { readonly do: "group"; readonly name: string }
  | {
      readonly do: "user";
      readonly name: string;
      readonly group: string;
      readonly home: string;
    }
  | { readonly do: "member"; readonly user: string; readonly group: string }
  | {
      /** Made when missing; one that stands is left as it is. */
      readonly do: "folder";
      readonly path: string;
      readonly mode: number;
      readonly owner: string;
      readonly group: string;
    }
  | { readonly do: "file"; readonly path: string; readonly text: string }
  | { readonly do: "remove"; readonly path: string }
  | {
      readonly do: "run";
      readonly command: readonly [string, ...string[]];
      /** Its failure is no failure: what it ends may not have begun. */
      readonly mayFail?: true;
    };

export interface Outcome {
  readonly step: Step;
  /** `there`: nothing had to be done. `not-here`: another root than the machine's own. */
  readonly is: "done" | "there" | "not-here" | "planned" | "failed";
  readonly said?: string;
}

/** For people and programs: what a step is about. */
export const subjectOf = (step: Step): string => {
  switch (step.do) {
    case "group":
    case "user":
      return step.name;
    case "member":
      return `${step.user} → ${step.group}`;
    case "folder":
      return `${step.path} (${step.mode.toString(8).padStart(4, "0")} ${step.owner}:${step.group})`;
    case "file":
    case "remove":
      return step.path;
    case "run":
      return step.command.join(" ");
  }
};
