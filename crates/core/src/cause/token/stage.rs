//! A cause that a stage before the policies names itself.

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// A cause that a stage before the policies names itself: the failure's id is the cause's.
pub(in crate::cause) struct StageCause {
    meta: &'static CauseMeta,
}

impl StageCause {
    /// The cause with this id, title and page.
    pub(in crate::cause) const fn new(meta: &'static CauseMeta) -> Self {
        Self { meta }
    }
}

impl Cause for StageCause {
    fn meta(&self) -> &'static CauseMeta {
        self.meta
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let failure = case.stage_failure()?;
        (failure.id == self.meta.id).then(|| Finding::new(failure.headline.clone()))
    }
}
