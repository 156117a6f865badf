//! How much a question may cost, and the error when it costs more.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The work one question may do before it gives up: how many automaton states it may explore.
///
/// Determinising can square or exponentiate a pattern, and patterns are written by attackers, so
/// every question takes a budget. A question that runs out answers [`OverBudget`], never wrongly.
///
/// Many cheap questions cost as much as a dear one. A budget may say what all questions together may
/// cost that are asked with it or with a clone of it.
///
/// ```
/// use can_assume_regular::{Budget, Language};
/// let budget = Budget::new(100).with_total(250);
/// let answers = (0..1_000).map_while(|_| Language::glob("a*").is_empty(&budget).ok());
/// assert!((10..250).contains(&answers.count()));
/// ```
#[derive(Debug, Clone)]
pub struct Budget {
    states: usize,
    /// What all questions together may cost.
    purse: Option<Arc<Purse>>,
}

/// What questions together may cost.
#[derive(Debug)]
struct Purse {
    left: AtomicU64,
    /// They may be some of more questions, which together may cost so much.
    within: Option<Arc<Self>>,
}

impl Purse {
    fn left(&self) -> u64 {
        let left = self.left.load(Ordering::Relaxed);
        self.within.as_ref().map_or(left, |within| left.min(within.left()))
    }

    /// Takes `cost` out, or everything where that is less.
    fn take(&self, cost: u64) {
        let less = |left: u64| Some(left.saturating_sub(cost));
        // It always has an answer, so that nothing can fail.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        if let Some(within) = &self.within {
            within.take(cost);
        }
    }
}

impl Budget {
    /// A budget of `states` automaton states for each question, of which there may be any number.
    #[must_use]
    pub fn new(states: usize) -> Self {
        Self { states, purse: None }
    }

    /// The same budget for each question, and one of `total` states for all questions together that are asked with what is returned
    /// or with a clone of it. Every question costs one, beside the states that it explores; where `self` has a total they count for that
    /// too.
    #[must_use]
    pub fn with_total(&self, total: u64) -> Self {
        let purse = Purse { left: AtomicU64::new(total), within: self.purse.clone() };
        Self { states: self.states, purse: Some(Arc::new(purse)) }
    }

    /// At most `states` for each question, and the same for all together.
    #[must_use]
    pub fn at_most(&self, states: usize) -> Self {
        Self { states: self.states.min(states), purse: self.purse.clone() }
    }

    /// How many states one question may explore.
    #[must_use]
    pub fn states(&self) -> usize {
        self.states
    }

    /// What all questions together may still cost; `None` where only each is bounded.
    #[must_use]
    pub fn left(&self) -> Option<u64> {
        self.purse.as_ref().map(|purse| purse.left())
    }

    /// Takes `cost` off what all questions together may cost: for work that is done between them, of about a state each.
    ///
    /// # Errors
    /// When there is not that much left; then nothing is.
    pub fn spend(&self, cost: u64) -> Result<(), OverBudget> {
        let Some(purse) = &self.purse else { return Ok(()) };
        let enough = purse.left() >= cost;
        purse.take(cost);
        if enough { Ok(()) } else { Err(OverBudget { states: 0 }) }
    }

    pub(crate) fn meter(&self) -> Meter {
        // One question leaves something for the next ones, which may be cheap.
        let share = |left: u64| usize::try_from(left / SHARE).unwrap_or(usize::MAX);
        let states = self.left().map_or(self.states, |left| self.states.min(share(left)));
        Meter {
            states: 0,
            limit: states,
            work: 0,
            work_limit: (states as u64).saturating_mul(WORK_PER_STATE),
            purse: self.purse.clone(),
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
    /// What pays when the question was answered, or given up.
    purse: Option<Arc<Purse>>,
}

impl Drop for Meter {
    fn drop(&mut self) {
        if let Some(purse) = &self.purse {
            let cost = (self.states as u64).max(self.work / WORK_PER_STEP);
            purse.take(cost.saturating_add(1));
        }
    }
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
                purse: None,
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

/// The part of what is left that one question may take.
const SHARE: u64 = 4;

/// What a state costs on average in hostile questions; far more than in ordinary ones.
const WORK_PER_STATE: u64 = 2048;

/// The work that takes as long as a state of an ordinary question.
const WORK_PER_STEP: u64 = 64;
