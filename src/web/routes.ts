/** Every page. A new one brings its own folder and one line here. */
import { accountRoutes } from "./account/route.ts";
import { agentRoutes } from "./agent/route.ts";
import { depositRoutes } from "./deposit/route.ts";
import { depositsRoutes } from "./deposits/route.ts";
import { missingRoutes } from "./missing/route.ts";
import { qualificationRoutes } from "./qualification/route.ts";
import { receiptsRoutes } from "./receipts/route.ts";
import { registerRoutes } from "./register/route.ts";
import { reportsRoutes } from "./reports/route.ts";
import { todayRoutes } from "./today/route.ts";
import { trialRoutes } from "./trial/route.ts";
import type { Route } from "./visit/visit.ts";

export const allRoutes: readonly Route[] = [
  ...todayRoutes,
  ...depositsRoutes,
  ...depositRoutes,
  ...receiptsRoutes,
  ...trialRoutes,
  ...reportsRoutes,
  ...accountRoutes,
  ...missingRoutes,
  ...qualificationRoutes,
  ...registerRoutes,
  ...agentRoutes,
];
