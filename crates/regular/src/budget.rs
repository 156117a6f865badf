//! How much a question may cost, and the error when it costs more.

use std::error::Error;
use std::fmt;

/// The work one question may do before it gives up: how many automaton states it may explore.
///
/// Determinising can square or exponentiate a pattern, and patterns are written by attackers, so
/// every question takes a budget. A question that runs out answers [`OverBudget`], never wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    states: usize,
}

impl Budget {
    /// A budget of `states` automaton states.
    #[must_use]
    pub fn new(states: usize) -> Self {
        Self { states }
    }

    /// How many states may be explored.
    #[must_use]
    pub fn states(&self) -> usize {
        self.states
    }

    pub(crate) fn meter(&self) -> Meter {
        Meter {
            states: 0,
            limit: self.states,
            work: 0,
            work_limit: (self.states as u64).saturating_mul(WORK_PER_STATE),
        }
    }
}

impl Default for Budget {
    /// 50,000 states: a fraction of a second on an ordinary machine, some tens of megabytes.
    fn default() -> Self {
        Self::new(50_000)
    }
}

/// The question was not answered: its budget ran out first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverBudget {
    states: usize,
}

impl OverBudget {
    /// How many states had been explored when the search gave up.
    #[must_use]
    pub fn states(&self) -> usize {
        self.states
    }
}

impl fmt::Display for OverBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gave up after exploring {} states", self.states)
    }
}

impl Error for OverBudget {}

/// Counts the work of one question against its budget.
#[derive(Debug)]
pub(crate) struct Meter {
    states: usize,
    limit: usize,
    work: u64,
    work_limit: u64,
}

impl Meter {
    /// One more state.
    pub(crate) fn state(&mut self) -> Result<(), OverBudget> {
        if self.states >= self.limit {
            return Err(self.over());
        }
        self.states += 1;
        Ok(())
    }

    /// `amount` more elementary steps or words of memory. It bounds what a single state may cost:
    /// few states over a huge alphabet are expensive too.
    pub(crate) fn work(&mut self, amount: usize) -> Result<(), OverBudget> {
        self.work = self.work.saturating_add(amount as u64);
        if self.work > self.work_limit { Err(self.over()) } else { Ok(()) }
    }

    pub(crate) fn over(&self) -> OverBudget {
        OverBudget { states: self.states }
    }

    /// Makes up to three attempts with growing shares of what is left, and returns what the first
    /// that stays within its share finds. `attempt` is told its number.
    pub(crate) fn attempts<T>(
        &mut self,
        mut attempt: impl FnMut(usize, &mut Self) -> Result<T, OverBudget>,
    ) -> Result<T, OverBudget> {
        let (states, work) = (self.limit - self.states, self.work_limit - self.work);
        for (number, share) in [8, 4, 1].into_iter().enumerate() {
            let mut meter = Self {
                states: self.states,
                limit: self.limit.min(self.states + states / share),
                work: self.work,
                work_limit: self.work_limit.min(self.work.saturating_add(work / share as u64)),
            };
            let result = attempt(number, &mut meter);
            self.states = meter.states;
            self.work = meter.work.min(self.work_limit);
            if result.is_ok() {
                return result;
            }
        }
        Err(self.over())
    }
}

/// What a state costs on average in hostile questions; far more than in ordinary ones.
const WORK_PER_STATE: u64 = 2048;
