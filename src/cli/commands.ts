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

export const account = late(async () => (await import("./account.ts")).account);
export const audit = late(async () => (await import("./audit.ts")).audit);
export const clientOrder = late(async () => (await import("./client-order.ts")).clientOrder);
export const completion = late(async () => (await import("./shell/print.ts")).completion);
export const manual = late(async () => (await import("./shell/print.ts")).manual);
export const configCheck = late(async () => (await import("./config.ts")).configCheck);
export const configDescribe = late(async () => (await import("./config.ts")).configDescribe);
export const configImport = late(async () => (await import("./config-import.ts")).configImport);
export const declared = late(async () => (await import("./declared.ts")).declared);
export const demo = late(async () => (await import("./demo.ts")).demo);
export const doctor = late(async () => (await import("./doctor.ts")).doctor);
export const dossierTake = late(async () => (await import("./dossier.ts")).dossierTake);
export const evidence = late(async () => (await import("./evidence.ts")).evidence);
export const evidenceVerify = late(async () => (await import("./evidence.ts")).evidenceVerify);
export const exercise = late(async () => (await import("./exercise.ts")).exercise);
export const explain = late(async () => (await import("./explain.ts")).explain);
export const forget = late(async () => (await import("./forget.ts")).forget);
export const keysAccept = late(async () => (await import("./keys.ts")).keysAccept);
export const keysCheck = late(async () => (await import("./keys.ts")).keysCheck);
export const keysImport = late(async () => (await import("./keys-import.ts")).keysImport);
export const keysList = late(async () => (await import("./keys.ts")).keysList);
export const kit = late(async () => (await import("./kit.ts")).kit);
export const list = late(async () => (await import("./list.ts")).list);
export const login = late(async () => (await import("./login.ts")).login);
export const moveCancel = late(async () => (await import("./move.ts")).moveCancel);
export const moveExport = late(async () => (await import("./move.ts")).moveExport);
export const moveImport = late(async () => (await import("./move.ts")).moveImport);
export const open = late(async () => (await import("./open.ts")).open);
export const order = late(async () => (await import("./order.ts")).order);
export const pagePassword = late(async () => (await import("./page-password.ts")).pagePassword);
export const organism = late(async () => (await import("./organism.ts")).organism);
export const probe = late(async () => (await import("./probe.ts")).probe);
export const purge = late(async () => (await import("./purge.ts")).purge);
export const reconcile = late(async () => (await import("./reconcile.ts")).reconcile);
export const qualificationDone = late(
  async () => (await import("./qualification.ts")).qualificationDone,
);
export const qualificationList = late(
  async () => (await import("./qualification.ts")).qualificationList,
);
export const qualificationOverride = late(
  async () => (await import("./qualification.ts")).qualificationOverride,
);
export const qualificationPlan = late(
  async () => (await import("./qualification.ts")).qualificationPlan,
);
export const qualificationShow = late(
  async () => (await import("./qualification.ts")).qualificationShow,
);
export const qualificationReport = late(
  async () => (await import("./qualification-account.ts")).qualificationReport,
);
export const registerAdd = late(async () => (await import("./register.ts")).registerAdd);
export const registerAnnounce = late(
  async () => (await import("./register-announce.ts")).registerAnnounce,
);
export const registerAnnounced = late(
  async () => (await import("./register-announce.ts")).registerAnnounced,
);
export const registerExport = late(
  async () => (await import("./register-tables.ts")).registerExport,
);
export const registerForget = late(
  async () => (await import("./register-forget.ts")).registerForget,
);
export const registerImport = late(
  async () => (await import("./register-tables.ts")).registerImport,
);
export const registerList = late(async () => (await import("./register.ts")).registerList);
export const registerRemove = late(async () => (await import("./register.ts")).registerRemove);
export const registerSet = late(async () => (await import("./register.ts")).registerSet);
export const registerShow = late(async () => (await import("./register.ts")).registerShow);
export const rehearse = late(async () => (await import("./rehearse.ts")).rehearse);
export const reportDay = late(async () => (await import("./report.ts")).reportDay);
export const reportPeriod = late(async () => (await import("./report.ts")).reportPeriod);
export const run = late(async () => (await import("./run.ts")).run);
export const serviceInstall = late(async () => (await import("./service.ts")).serviceInstall);
export const serviceStatus = late(async () => (await import("./service.ts")).serviceStatus);
export const serviceUninstall = late(async () => (await import("./service.ts")).serviceUninstall);
export const setup = late(async () => (await import("./setup.ts")).setup);
export const show = late(async () => (await import("./show.ts")).show);
export const statement = late(async () => (await import("./statement.ts")).statement);
export const statementGiven = late(
  async () => (await import("./statement-given.ts")).statementGiven,
);
export const statementMail = late(async () => (await import("./statement-mail.ts")).statementMail);
export const status = late(async () => (await import("./status.ts")).status);
export const storeEncrypt = late(async () => (await import("./store.ts")).storeEncrypt);
export const storeRotate = late(async () => (await import("./store.ts")).storeRotate);
export const storeStatus = late(async () => (await import("./store.ts")).storeStatus);
export const today = late(async () => (await import("./report.ts")).today);
export const validate = late(async () => (await import("./validate.ts")).validate);
export const receiptAssign = late(async () => (await import("./receipt.ts")).receiptAssign);
export const receiptConfirm = late(async () => (await import("./receipt.ts")).receiptConfirm);
export const receiptRefile = late(async () => (await import("./receipt.ts")).receiptRefile);
export const receiptImport = late(async () => (await import("./receipt.ts")).receiptImport);
export const receiptRecord = late(async () => (await import("./receipt.ts")).receiptRecord);
export const receiptList = late(async () => (await import("./receipt-list.ts")).receiptList);
