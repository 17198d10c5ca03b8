/** The steps of a service's installation: what they are, and what they do below a folder that stands for the machine. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { carryOut } from "../../src/adapters/service/carry-out.ts";
import { type Step, subjectOf } from "../../src/adapters/service/step.ts";
import { installSteps, uninstallSteps } from "../../src/adapters/service/systemd-plan.ts";
import { stateOf } from "../../src/adapters/service/systemd-state.ts";
import { dropInText, unitText } from "../../src/adapters/service/unit.ts";
import { scratch } from "../support/scratch.ts";

const template = readFileSync(join(import.meta.dirname, "../../service/facteur.service"), "utf8");
const command = ["/opt/facteur/bin/node", "/opt/facteur/dist/facteur.mjs"];
const settings = "/etc/facteur/facteur.json";
const told = {
  data: "/var/lib/facteur",
  writable: ["/var/lib/facteur", "/srv/paie/cirso", "/srv/paie/rapports"],
  group: "paie",
};
const folderOf = (steps: readonly Step[], path: string) =>
  steps.find((s) => s.do === "folder" && s.path === path);

test("the unit starts this program on these settings, and keeps all the rest", () => {
  const text = unitText({ template, command, settings: "/etc/payroll/facteur.json" });
  assert.match(
    text,
    /^ExecStart=\/opt\/facteur\/bin\/node \/opt\/facteur\/dist\/facteur\.mjs run --config \/etc\/payroll\/facteur\.json$/mu,
  );
  assert.match(text, /^LoadCredential=facteur:\/etc\/payroll\/credentials$/mu);
  assert.match(text, /^ConditionPathExists=\/etc\/payroll\/facteur\.json$/mu);
  assert.match(text, /^RestartPreventExitStatus=78$/mu);
  assert.match(text, /^Type=notify$/mu);
  const odd = unitText({ template, command: ['/opt/100% "vrai" $a/facteur'], settings });
  const blank = unitText({ template, command, settings: "/etc/facteur/la paie/facteur.json" });
  assert.match(blank, /^ReadOnlyPaths="\/etc\/facteur\/la paie"$/mu);
  assert.match(odd, /^ExecStart="\/opt\/100%% \\"vrai\\" \$\$a\/facteur" run /mu);
});

test("the drop-in opens the outermost folders of the settings, and homes only when one is named", () => {
  const text = dropInText({ writable: ["/srv/paie", "/srv/paie/a", "/srv/b c"], group: "paie" });
  assert.deepEqual(text.split("\n").slice(1), [
    "[Service]",
    'ReadWritePaths="-/srv/b c"',
    "ReadWritePaths=-/srv/paie",
    "SupplementaryGroups=paie",
    "",
  ]);
  assert.match(
    dropInText({ writable: ["/home/paie/dpae"], group: undefined }),
    /^ProtectHome=no$/mu,
  );
  assert.doesNotMatch(dropInText({ writable: ["/homes/x"], group: undefined }), /ProtectHome/u);
});

test("without settings nothing is started; a package keeps its own unit", () => {
  const bare = installSteps({ template, command, settings, packaged: true });
  assert.deepEqual(bare.filter((s) => s.do === "run" || s.do === "file").map(subjectOf), [
    "/etc/systemd/system/facteur.service.d/10-folders.conf",
    "systemctl daemon-reload",
  ]);
  const whole = installSteps({ template, command, settings, told, packaged: false });
  assert.deepEqual(whole.filter((s) => s.do === "run").map(subjectOf), [
    "systemctl daemon-reload",
    "systemctl enable facteur.service",
    "systemctl restart facteur.service",
  ]);
  assert.deepEqual(folderOf(whole, "/srv/paie/cirso"), {
    do: "folder",
    path: "/srv/paie/cirso",
    mode: 0o2770,
    owner: "facteur",
    group: "paie",
  });
  assert.ok(whole.some((s) => s.do === "member" && s.group === "paie"));
});

test("below another root: folders and files only, twice is once, what stands is left, and all goes away", async (t) => {
  const root = await scratch(t);
  const steps = installSteps({ template, command, settings, told, packaged: false });
  const dry = await carryOut(steps, { root, dryRun: true });
  assert.ok(dry.every((o) => o.is === "planned"));
  assert.ok(!existsSync(join(root, "etc")));
  const first = await carryOut(steps, { root, dryRun: false });
  assert.equal(first.length, steps.length);
  assert.deepEqual(new Set(first.map((o) => o.is)), new Set(["done", "not-here"]));
  assert.equal(statSync(join(root, "var/lib/facteur")).mode & 0o7777, 0o700);
  assert.equal(statSync(join(root, "srv/paie/cirso")).mode & 0o7777, 0o2770);
  writeFileSync(join(root, "etc/facteur/facteur.json"), "{}");
  const again = await carryOut(steps, { root, dryRun: false });
  assert.deepEqual(new Set(again.map((o) => o.is)), new Set(["there", "not-here"]));
  await carryOut(uninstallSteps(), { root, dryRun: false });
  assert.ok(!existsSync(join(root, "etc/systemd/system/facteur.service")));
  assert.ok(existsSync(join(root, "etc/facteur/facteur.json")), "settings stay");
  assert.ok(existsSync(join(root, "var/lib/facteur")), "data stays");
});

test("the first step that fails is the last one, and says why", async (t) => {
  const root = await scratch(t);
  writeFileSync(join(root, "etc"), "in the way");
  const steps = installSteps({ template, command, settings, told, packaged: false });
  const outcomes = await carryOut(steps, { root, dryRun: false });
  const last = outcomes.at(-1);
  assert.equal(last?.is, "failed");
  assert.match(last?.said ?? "", /ENOTDIR|EEXIST/u);
  assert.ok(outcomes.length < steps.length);
});

test("systemctl's answer is read by its names", () => {
  assert.deepEqual(
    stateOf("ActiveState=active\nStatusText=a=b, c\nMainPID=12\nNRestarts=2\nLoadState=loaded\n"),
    {
      load: "loaded",
      enabled: "",
      active: "active",
      sub: "",
      status: "a=b, c",
      pid: 12,
      restarts: 2,
      exit: 0,
    },
  );
});
