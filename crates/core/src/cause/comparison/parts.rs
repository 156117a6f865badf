//! The parts of a value and of what was presented that a label stands under.

use std::ops::Range;

use can_assume_github::subject::Subject;

use super::{Comparison, Key, Reading};
use crate::cause::Part;

impl Comparison {
    /// The whole value beside the whole claim.
    pub(crate) fn whole(&self) -> Part {
        Part { value: self.value.span, policy: None, claim: None }
    }

    /// Owner and repository in both.
    pub(crate) fn repository_part(&self) -> Part {
        if self.key != Key::Subject {
            return self.whole();
        }
        let reading = Reading::new(&self.wanted);
        let start = reading.repository_at;
        let policy = start..start + reading.repository.len();
        let claim = Subject::parse(&self.presented).repository().and_then(|repository| {
            let text = repository.to_string();
            let start = self.presented.find(&text)?;
            Some(start..start + text.len())
        });
        self.part(policy, claim)
    }

    /// What follows the repository in both.
    pub(crate) fn context_part(&self) -> Part {
        if self.key != Key::Subject {
            return self.whole();
        }
        let policy = Reading::new(&self.wanted).context_at..self.wanted.len();
        let claim = Subject::parse(&self.presented).context().map(|context| {
            let length = context.to_string().len();
            self.presented.len().saturating_sub(length)..self.presented.len()
        });
        self.part(policy, claim)
    }

    fn part(&self, policy: Range<usize>, claim: Option<Range<usize>>) -> Part {
        // The places of a value with policy variables are not those of its text.
        let written = self.value.resolved.is_none() && !policy.is_empty();
        Part { value: self.value.span, policy: written.then_some(policy), claim }
    }
}
