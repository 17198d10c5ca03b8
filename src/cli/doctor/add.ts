/** Declares `facteur doctor`. */
import type { Adding } from "../adding.ts";
import { doctor } from "../commands.ts";
import type { DoctorOptions } from "./doctor.ts";

export const addDoctor = ({ command, context, done, globals }: Adding): void => {
  const { words } = context;
  command("doctor", words.commands.doctor)
    .option("--offline", words.options.offline)
    .option("--json", words.options.json)
    .action(async (o: DoctorOptions) => done(await doctor(context, { ...globals(), ...o })));
};
