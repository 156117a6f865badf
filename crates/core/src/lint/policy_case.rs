//! A policy with all that is known around it, and what was proved of it once for all rules.

use std::cell::OnceCell;
use std::ops::Deref;

use can_assume_iam::policy::PolicyWarning;

use super::dead_values::{DeadValue, dead_values};
use super::policy_view::PolicyView;
use super::reaches::{Reach, reaches};
use crate::exposure::Options;
use crate::question::{Policy, Role};

/// A policy with all that is known around it, and what was proved of it.
#[derive(Debug)]
pub struct PolicyCase<'a> {
    view: PolicyView<'a>,
    reaches: OnceCell<Vec<Reach>>,
    dead_values: OnceCell<Vec<DeadValue<'a>>>,
}

impl<'a> PolicyCase<'a> {
    /// Nothing is proved yet.
    pub(super) fn new(
        role: &'a Role,
        policy: &'a Policy,
        warnings: &'a [PolicyWarning],
        options: &'a Options,
    ) -> Self {
        let view = PolicyView::new(role, policy, warnings, options);
        Self { view, reaches: OnceCell::new(), dead_values: OnceCell::new() }
    }

    /// How far the statements and values reach that let in more than was named.
    pub(super) fn reaches(&self) -> &[Reach] {
        self.reaches.get_or_init(|| reaches(&self.view))
    }

    /// The values that no token of GitHub matches: proved.
    pub(super) fn dead_values(&self) -> &[DeadValue<'a>] {
        self.dead_values.get_or_init(|| dead_values(&self.view))
    }
}

impl<'a> Deref for PolicyCase<'a> {
    type Target = PolicyView<'a>;

    fn deref(&self) -> &PolicyView<'a> {
        &self.view
    }
}
