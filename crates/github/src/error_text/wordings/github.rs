//! What GitHub says of a workflow that it does not start.
//!
//! Observed: <https://github.com/wazuh/wazuh-indexer/issues/1721>, <https://github.com/tetherto/qvac/pull/1373>,
//! <https://github.com/PavanMudigonda/html-reporter-github-pages/issues/55>

use super::{Generation, Speaker, Stage, Weight, Wording};

pub(super) const WORDINGS: &[Wording] = &[
    caller(
        "nested-job-of-workflow",
        "Error calling workflow {called workflow}. The nested job {job} is requesting {_}id-token: write{_}, but is only allowed {_}id-token: none",
        Weight::Failure,
    ),
    caller(
        "nested-job",
        "The nested job {job} is requesting {_}id-token: write{_}, but is only allowed {_}id-token: none",
        Weight::Frame,
    ),
    caller(
        "called-workflow",
        "Error calling workflow {called workflow}. The workflow is requesting {_}id-token: write{_}, but is only allowed {_}id-token: none",
        Weight::Failure,
    ),
    Wording {
        id: "unrecognized-named-value",
        speaker: Speaker::GitHub,
        generation: Generation::Unchanged,
        pattern: "Unrecognized named-value: {context}. Located at position {position} within expression",
        stages: &[Stage::Token],
        meaning: "an expression names a context that does not exist where it stands, so that no job starts",
        causes: &["run-does-not-start"],
        notes: &[
            "an `if:` may name no `secrets`, that of a job no `env` and no `matrix` either; an action's own file names no `secrets`",
        ],
        weight: Weight::Failure,
    },
];

const fn caller(id: &'static str, pattern: &'static str, weight: Weight) -> Wording {
    Wording {
        id,
        speaker: Speaker::GitHub,
        generation: Generation::Unchanged,
        pattern,
        stages: &[Stage::Token],
        meaning: "the called workflow asks for `id-token: write`, which its caller does not grant, so that no job starts",
        causes: &["token-caller-permission"],
        notes: &["the calling job, or the workflow it is in, has to grant `id-token: write`"],
        weight,
    }
}
