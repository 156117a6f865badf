//! The pages of the rules on what reading and predicting found.

use crate::cause::workflow as causes;
use crate::lint::meta::{Confidence, RuleMeta, Severity};

pub(in crate::lint) static RUN_DOES_NOT_START: RuleMeta = RuleMeta {
    id: causes::RUN_DOES_NOT_START.id,
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: causes::RUN_DOES_NOT_START.title,
    page: causes::RUN_DOES_NOT_START.page,
};

pub(in crate::lint) static LONG_LIVED_KEYS: RuleMeta = RuleMeta {
    id: causes::LONG_LIVED_KEYS.id,
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    title: causes::LONG_LIVED_KEYS.title,
    page: causes::LONG_LIVED_KEYS.page,
};

pub(in crate::lint) static ENVIRONMENT_ON_CALLER: RuleMeta = RuleMeta {
    id: "environment-on-caller",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a job that calls a reusable workflow names an `environment`, which GitHub refuses",
    page: "\
A job with `uses` may have neither steps nor an environment; GitHub does not start the workflow. The environment belongs to the job in the
called workflow, and is looked up in the repository of the caller.

## What to do

Pass the name as an input, and write `environment: ${{ inputs.environment }}` in the called workflow.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations>
",
};

pub(in crate::lint) static PERMISSION_VALUE: RuleMeta = RuleMeta {
    id: "permission-value",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a permission has a level that does not exist",
    page: "\
`id-token` has the levels `write` and `none`; there is no `read`. A `permissions` block is `read-all`, `write-all`, or a mapping, and what
a mapping does not name is `none`. Anything else gives no token.

## What to do

Write `id-token: write` for the job that needs a token.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions>
",
};

pub(in crate::lint) static IF_ALWAYS_TRUE: RuleMeta = RuleMeta {
    id: "if-always-true",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "an `if:` with text around its `${{ }}` is always true",
    page: "\
`if: ${{ github.ref == 'refs/heads/main' }} && ${{ github.event_name == 'push' }}` is not an expression but a text with two expressions in
it, and a text that is not empty is true. The job or step runs always, also where it was meant not to.

## What to do

Write one expression, with or without `${{ }}` around the whole of it.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif>
",
};
