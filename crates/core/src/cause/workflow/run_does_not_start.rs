//! GitHub refuses the workflow before it starts.

use crate::cause::CauseMeta;

pub(crate) static META: CauseMeta = CauseMeta {
    id: "run-does-not-start",
    title: "GitHub does not start the run, so that no job of it gets a token",
    page: "\
GitHub reads the whole workflow before it starts a run. What it does not accept ends the run at once: a job that calls
a reusable workflow and also names an `environment`, `branches` beside `branches-ignore` under one event, a job that
needs a job which does not exist, an expression that cannot be parsed, a context that does not exist where it is named
(`secrets` in any `if:`, `env` or `matrix` in a job's), calls that are nested too deep. No job starts, and so none gets a
token.

The finding that is shown beside this cause says which line it is.

## What to do

Correct that line. Then run `can-assume claims --workflow FILE` again: every job should show a subject.

Sources: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax>,
<https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability>
",
};
