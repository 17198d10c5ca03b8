/** Each command is loaded when it is asked for: what the others need would be most of the time that `status` takes. */
import { setFlagsFromString } from "node:v8";

const late =
  <A extends readonly unknown[], R>(load: () => Promise<(...args: A) => R | Promise<R>>) =>
  async (...args: A): Promise<R> => {
    // The garbage of loading would make the nursery grow, and an agent that has nothing to do never shrinks it again.
    setFlagsFromString("--semi-space-growth-factor=1");
    const command = await load();
    setFlagsFromString("--semi-space-growth-factor=2");
    return command(...args);
  };

export const account = late(async () => (await import("./account/account.ts")).account);
export const audit = late(async () => (await import("./audit/audit.ts")).audit);
export const clientOrder = late(async () => (await import("./orders/client-order.ts")).clientOrder);
export const completion = late(async () => (await import("./shell/print.ts")).completion);
export const manual = late(async () => (await import("./shell/print.ts")).manual);
export const configCheck = late(async () => (await import("./config/config.ts")).configCheck);
export const configDescribe = late(async () => (await import("./config/config.ts")).configDescribe);
export const configImport = late(async () => (await import("./config/import.ts")).configImport);
export const declared = late(async () => (await import("./otherwise/declared.ts")).declared);
export const demo = late(async () => (await import("./sandbox/demo.ts")).demo);
export const doctor = late(async () => (await import("./doctor/doctor.ts")).doctor);
export const dossierTake = late(async () => (await import("./agent/dossier.ts")).dossierTake);
export const evidence = late(async () => (await import("./evidence/evidence.ts")).evidence);
export const evidenceVerify = late(
  async () => (await import("./evidence/evidence.ts")).evidenceVerify,
);
export const exercise = late(async () => (await import("./sandbox/exercise.ts")).exercise);
export const explain = late(async () => (await import("./rules/explain.ts")).explain);
export const forget = late(async () => (await import("./removal/forget.ts")).forget);
export const keysAccept = late(async () => (await import("./keys/keys.ts")).keysAccept);
export const keysCheck = late(async () => (await import("./keys/keys.ts")).keysCheck);
export const keysImport = late(async () => (await import("./keys/import.ts")).keysImport);
export const keysList = late(async () => (await import("./keys/keys.ts")).keysList);
export const kit = late(async () => (await import("./otherwise/kit.ts")).kit);
export const list = late(async () => (await import("./deposit/list.ts")).list);
export const login = late(async () => (await import("./login/login.ts")).login);
export const moveCancel = late(async () => (await import("./move/move.ts")).moveCancel);
export const moveExport = late(async () => (await import("./move/move.ts")).moveExport);
export const moveImport = late(async () => (await import("./move/move.ts")).moveImport);
export const open = late(async () => (await import("./page/open.ts")).open);
export const order = late(async () => (await import("./orders/order.ts")).order);
export const pagePassword = late(async () => (await import("./page/password.ts")).pagePassword);
export const organism = late(async () => (await import("./sandbox/organism.ts")).organism);
export const probe = late(async () => (await import("./login/probe.ts")).probe);
export const purge = late(async () => (await import("./removal/purge.ts")).purge);
export const reconcile = late(async () => (await import("./audit/reconcile.ts")).reconcile);
export const qualificationDone = late(
  async () => (await import("./qualification/qualification.ts")).qualificationDone,
);
export const qualificationList = late(
  async () => (await import("./qualification/qualification.ts")).qualificationList,
);
export const qualificationOverride = late(
  async () => (await import("./qualification/qualification.ts")).qualificationOverride,
);
export const qualificationPlan = late(
  async () => (await import("./qualification/qualification.ts")).qualificationPlan,
);
export const qualificationShow = late(
  async () => (await import("./qualification/qualification.ts")).qualificationShow,
);
export const qualificationReport = late(
  async () => (await import("./qualification/report.ts")).qualificationReport,
);
export const registerAdd = late(async () => (await import("./register/register.ts")).registerAdd);
export const registerAnnounce = late(
  async () => (await import("./register/announce.ts")).registerAnnounce,
);
export const registerAnnounced = late(
  async () => (await import("./register/announce.ts")).registerAnnounced,
);
export const registerExport = late(
  async () => (await import("./register/tables.ts")).registerExport,
);
export const registerForget = late(
  async () => (await import("./register/forget.ts")).registerForget,
);
export const registerImport = late(
  async () => (await import("./register/tables.ts")).registerImport,
);
export const registerList = late(async () => (await import("./register/register.ts")).registerList);
export const registerRemove = late(
  async () => (await import("./register/register.ts")).registerRemove,
);
export const registerSet = late(async () => (await import("./register/register.ts")).registerSet);
export const registerShow = late(async () => (await import("./register/register.ts")).registerShow);
export const rehearse = late(async () => (await import("./rules/rehearse.ts")).rehearse);
export const reportDay = late(async () => (await import("./report/report.ts")).reportDay);
export const reportPeriod = late(async () => (await import("./report/report.ts")).reportPeriod);
export const run = late(async () => (await import("./agent/run.ts")).run);
export const serviceInstall = late(
  async () => (await import("./service/service.ts")).serviceInstall,
);
export const serviceStatus = late(async () => (await import("./service/service.ts")).serviceStatus);
export const serviceUninstall = late(
  async () => (await import("./service/service.ts")).serviceUninstall,
);
export const setup = late(async () => (await import("./setup/setup.ts")).setup);
export const show = late(async () => (await import("./deposit/show.ts")).show);
export const statement = late(async () => (await import("./statement/statement.ts")).statement);
export const statementGiven = late(
  async () => (await import("./statement/given.ts")).statementGiven,
);
export const statementMail = late(async () => (await import("./statement/mail.ts")).statementMail);
export const status = late(async () => (await import("./agent/status.ts")).status);
export const storeEncrypt = late(async () => (await import("./store/store.ts")).storeEncrypt);
export const storeRotate = late(async () => (await import("./store/store.ts")).storeRotate);
export const storeStatus = late(async () => (await import("./store/store.ts")).storeStatus);
export const today = late(async () => (await import("./report/report.ts")).today);
export const validate = late(async () => (await import("./deposit/validate.ts")).validate);
export const receiptAssign = late(async () => (await import("./receipt/receipt.ts")).receiptAssign);
export const receiptConfirm = late(
  async () => (await import("./receipt/receipt.ts")).receiptConfirm,
);
export const receiptRefile = late(async () => (await import("./receipt/receipt.ts")).receiptRefile);
export const receiptImport = late(async () => (await import("./receipt/receipt.ts")).receiptImport);
export const receiptRecord = late(async () => (await import("./receipt/receipt.ts")).receiptRecord);
export const receiptList = late(async () => (await import("./receipt/list.ts")).receiptList);
