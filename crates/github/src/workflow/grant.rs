//! The effective `id-token` permission of a job.
//!
//! A job's `permissions` replaces the workflow's; naming any permission sets the others to `none`; without a block
//! there is no token, whatever the repository's setting. A called workflow keeps or lowers what its caller grants; if
//! it asks for more, the run fails before it starts.
//!
//! Sources: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions>,
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations#supported-keywords-for-jobs-that-call-a-reusable-workflow>

use super::model::{Declared, Job, Level, Permissions, Workflow};
use super::{Place, Span};

/// What a job may do with `id-token`, and the place that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grant {
    /// Whether the job can request tokens.
    pub(super) level: Level,
    /// The line that decides, or where it should be.
    pub(super) place: Place,
    /// Why.
    pub(super) reason: GrantReason,
}

/// Why a job can or cannot request tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GrantReason {
    /// `id-token: write` or `write-all`.
    Granted,
    /// No `permissions` anywhere.
    Missing,
    /// The block, if there is one, is in the part of the file that is not shown.
    NotShown,
    /// A block that does not name `id-token`.
    Unnamed,
    /// A job's block that does not name `id-token` and replaces the workflow's, which grants it.
    Replaced,
    /// `id-token: none`, or another level that gives no token.
    NotWrite,
    /// `read-all`.
    ReadAll,
    /// The caller does not grant it, and this workflow does not ask for it.
    CallerWithholds,
    /// The caller does not grant it although this workflow asks for it: the run fails before it starts.
    CallerRefuses(Place),
    /// The file that is called is not known; the caller grants a token.
    CalleeUnknown,
}

impl Grant {
    /// Whether the job can request tokens.
    pub(super) fn is_write(&self) -> bool {
        self.level == Level::Write
    }
}

/// The effective permission of `job`, under what its caller grants if it is called.
pub(super) fn effective(workflow: &Workflow, job: &Job, cap: Option<&Grant>) -> Grant {
    let here = |span: Span| Place::new(workflow.file, span);
    let own = job.permissions.as_ref().or(workflow.permissions.as_ref());
    let Some(block) = own else {
        return match cap {
            // A called job without a block has what its caller grants.
            Some(cap) if cap.is_write() => cap.clone(),
            Some(cap) => Grant { reason: GrantReason::CallerWithholds, ..cap.clone() },
            None if workflow.implied => {
                Grant { level: Level::Write, place: here(job.key), reason: GrantReason::NotShown }
            }
            None => Grant { level: Level::None, place: here(job.key), reason: GrantReason::Missing },
        };
    };
    let place = here(block.deciding_span());
    if block.level() == Level::None {
        return Grant { level: Level::None, place, reason: reason(block, job, workflow) };
    }
    match cap {
        Some(cap) if !cap.is_write() => {
            Grant { level: Level::None, place: cap.place, reason: GrantReason::CallerRefuses(place) }
        }
        _ => Grant { level: Level::Write, place, reason: GrantReason::Granted },
    }
}

fn reason(block: &Permissions, job: &Job, workflow: &Workflow) -> GrantReason {
    match block.declared {
        Declared::ReadAll => GrantReason::ReadAll,
        Declared::Named(..) => GrantReason::NotWrite,
        Declared::Unnamed | Declared::WriteAll => {
            let workflow_grants =
                workflow.permissions.as_ref().is_some_and(|block| block.level() == Level::Write);
            if job.permissions.is_some() && workflow_grants {
                GrantReason::Replaced
            } else {
                GrantReason::Unnamed
            }
        }
    }
}
