/** What test reports say of the firm: nothing but the agent. */
import { toldFrom } from "../../src/adapters/reports/told.ts";

export const testTold = toldFrom({ organisms: [], reports: {} }, "test");
