/**
 * fast-check, with one seed for all runs: a change must not fail for what another change has broken. `FUZZ_SEED=N` takes
 * another, as `npm run hunt` does.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["FUZZ_SEED"] ?? 20_261_122) });

export default fc;
