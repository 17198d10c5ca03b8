/** Declares `facteur doctor`. */
import type { Adding } from "../adding.ts";
import { doctor } from "../commands.ts";
import type { DoctorOptions } from "./doctor.ts";
import { doctorWords } from "./words.ts";

export const addDoctor = ({ command, context, done, globals }: Adding): void => {
  const words = doctorWords[context.language];
  command("doctor", words.about)
    .option("--offline", words.offline)
    .option("--json", context.words.options.json)
    .action(async (o: DoctorOptions) => done(await doctor(context, { ...globals(), ...o })));
};
