//! Building automata from fragments joined by empty moves.

use std::collections::HashMap;

use super::Nfa;
use super::finish::Graph;
use super::nfa::{Cover, Fragment};
use crate::budget::{Meter, OverBudget};
use crate::{CharSet, Glob, GlobElement};

/// Collects states, edges and empty moves; [`Builder::finish`] makes an [`Nfa`] of them.
pub(crate) struct Builder<'m> {
    pub(crate) meter: &'m mut Meter,
    label_ids: HashMap<CharSet, u32>,
    labels: Vec<CharSet>,
    states: u32,
    /// From, label, to.
    edges: Vec<(u32, u32, u32)>,
    /// From, to.
    moves: Vec<(u32, u32)>,
    covers: Vec<Cover>,
    /// The states of each glob with a `*`, from and to.
    globs: Vec<(u32, u32)>,
}

impl<'m> Builder<'m> {
    pub(crate) fn new(meter: &'m mut Meter) -> Self {
        Self {
            meter,
            label_ids: HashMap::new(),
            labels: Vec::new(),
            states: 0,
            edges: Vec::new(),
            moves: Vec::new(),
            covers: Vec::new(),
            globs: Vec::new(),
        }
    }

    pub(crate) fn state(&mut self) -> Result<u32, OverBudget> {
        self.meter.state()?;
        self.states += 1;
        Ok(self.states - 1)
    }

    pub(crate) fn label(&mut self, chars: &CharSet) -> u32 {
        if let Some(&id) = self.label_ids.get(chars) {
            return id;
        }
        let id = self.labels.len() as u32;
        self.labels.push(chars.clone());
        self.label_ids.insert(chars.clone(), id);
        id
    }

    pub(crate) fn edge(&mut self, from: u32, label: u32, to: u32) {
        self.edges.push((from, label, to));
    }

    pub(crate) fn empty_move(&mut self, from: u32, to: u32) {
        self.moves.push((from, to));
    }

    pub(super) fn cover(&mut self, state: u32, first: u32) {
        self.covers.push(Cover { state, first });
    }

    /// Notes that `from..to` are the states of a glob.
    pub(super) fn glob_states(&mut self, from: u32, to: u32) {
        self.globs.push((from, to));
    }

    /// The fragment that reads `word`.
    pub(crate) fn literal(&mut self, word: &str) -> Result<Fragment, OverBudget> {
        let start = self.state()?;
        let mut end = start;
        for c in word.chars() {
            let (label, next) = (self.label(&CharSet::single(c)), self.state()?);
            self.edge(end, label, next);
            end = next;
        }
        Ok(Fragment { start, end })
    }

    /// The fragment that reads one of `chars`.
    pub(crate) fn class(&mut self, chars: &CharSet) -> Result<Fragment, OverBudget> {
        let (start, end) = (self.state()?, self.state()?);
        let label = self.label(chars);
        self.edge(start, label, end);
        Ok(Fragment { start, end })
    }

    /// The fragment of a glob: one state for each UTF-16 unit that a `?` has read, a loop for `*`.
    ///
    /// `?` and `*` that stand together only say "exactly n units" or "at least n units", so they are
    /// laid out as n single units and then, perhaps, a loop.
    pub(crate) fn glob(&mut self, glob: &Glob) -> Result<Fragment, OverBudget> {
        let start = self.state()?;
        let mut end = start;
        let (mut units, mut run) = (0_usize, false);
        for element in glob.elements() {
            match *element {
                GlobElement::One => units += 1,
                GlobElement::Run => run = true,
                GlobElement::Literal(c) => {
                    end = self.gap(start, end, units, run)?;
                    (units, run) = (0, false);
                    let (label, next) = (self.label(&CharSet::single(c)), self.state()?);
                    self.edge(end, label, next);
                    end = next;
                }
            }
        }
        end = self.gap(start, end, units, run)?;
        if glob.elements().contains(&GlobElement::Run) {
            self.glob_states(start, end + 1);
        }
        Ok(Fragment { start, end })
    }

    /// Reads exactly `units` units, or with `run` at least so many. A character beyond U+FFFF is two
    /// units: it skips a state, or its second half falls into the loop.
    fn gap(&mut self, start: u32, from: u32, units: usize, run: bool) -> Result<u32, OverBudget> {
        let mut states = vec![from];
        for _ in 0..units {
            states.push(self.state()?);
        }
        let end = states.last().copied().unwrap_or(from);
        if units > 0 {
            let (bmp, astral) = (self.label(&CharSet::bmp()), self.label(&CharSet::astral()));
            for (&at, &next) in states.iter().zip(states.iter().skip(1)) {
                self.edge(at, bmp, next);
            }
            for (&at, &next) in states.iter().zip(states.iter().skip(2)) {
                self.edge(at, astral, next);
            }
            if let (true, Some(&before)) = (run, states.iter().nth_back(1)) {
                self.edge(before, astral, end);
            }
        }
        if run {
            let all = self.label(&CharSet::all());
            self.edge(end, all, end);
            self.cover(end, start);
        }
        Ok(end)
    }

    /// The automaton of the words that lead from the fragment's start to its end.
    pub(crate) fn finish(self, whole: Fragment) -> Result<Nfa, OverBudget> {
        let graph = Graph {
            states: self.states,
            labels: self.labels,
            edges: self.edges,
            moves: self.moves,
            covers: self.covers,
            globs: self.globs,
        };
        graph.finish(whole, self.meter)
    }
}
