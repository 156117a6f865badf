//! Finished automata as parts of others: as they are, under a substitution, or under its inverse.

use super::{Bits, Builder, Fragment, Nfa};
use crate::budget::OverBudget;
use crate::{CharSet, Substitution};

impl Builder<'_> {
    /// The fragment that reads what `nfa` accepts.
    pub(crate) fn embed(&mut self, nfa: &Nfa) -> Result<Fragment, OverBudget> {
        let copy = self.states_of(nfa)?;
        for (state, set, targets) in copy.edges(nfa) {
            let label = self.label(set);
            self.edges_to(copy.at(state), label, nfa, targets, &copy);
        }
        for cover in &nfa.covers {
            self.cover(copy.at(cover.state), copy.at(cover.first));
        }
        for &(from, to) in &nfa.globs {
            self.glob_states(copy.at(from), copy.at(to));
        }
        Ok(copy.fragment)
    }

    /// The fragment that reads what becomes of the words of `nfa` under `substitution`.
    pub(crate) fn embed_image(
        &mut self,
        nfa: &Nfa,
        substitution: &Substitution,
    ) -> Result<Fragment, OverBudget> {
        let copy = self.states_of(nfa)?;
        let kept = substitution.domain().complement();
        for (state, set, targets) in copy.edges(nfa) {
            let label = self.label(&set.intersection(&kept));
            self.edges_to(copy.at(state), label, nfa, targets, &copy);
            for (_, image) in substitution.iter().filter(|&(c, _)| set.contains(c)) {
                let path = self.literal(image)?;
                self.empty_move(copy.at(state), path.start);
                for &target in nfa.targets(targets) {
                    self.empty_move(path.end, copy.at(target));
                }
            }
        }
        Ok(copy.fragment)
    }

    /// The fragment that reads the words that `substitution` makes words of `nfa`.
    pub(crate) fn embed_preimage(
        &mut self,
        nfa: &Nfa,
        substitution: &Substitution,
    ) -> Result<Fragment, OverBudget> {
        let copy = self.states_of(nfa)?;
        let kept = substitution.domain().complement();
        for (state, set, targets) in copy.edges(nfa) {
            let label = self.label(&set.intersection(&kept));
            self.edges_to(copy.at(state), label, nfa, targets, &copy);
        }
        for (c, image) in substitution.iter() {
            let label = self.label(&CharSet::single(c));
            for state in 0..nfa.len() as u32 {
                let mut set = Bits::new(nfa.len());
                set.insert(state);
                for read in image.chars() {
                    self.meter.work(set.words().len())?;
                    set = nfa.step(&set, read);
                }
                for target in set.iter() {
                    self.edge(copy.at(state), label, copy.at(target));
                }
            }
        }
        Ok(copy.fragment)
    }

    fn states_of(&mut self, nfa: &Nfa) -> Result<Copy, OverBudget> {
        let fragment = Fragment { start: self.state()?, end: self.state()? };
        let offset = fragment.end + 1;
        for _ in 0..nfa.len() {
            self.state()?;
        }
        for &state in nfa.targets(nfa.start) {
            self.empty_move(fragment.start, offset + state);
        }
        for state in nfa.accepting.iter() {
            self.empty_move(offset + state, fragment.end);
        }
        Ok(Copy { fragment, offset })
    }

    fn edges_to(&mut self, from: u32, label: u32, nfa: &Nfa, targets: u32, copy: &Copy) {
        for &target in nfa.targets(targets) {
            self.edge(from, label, copy.at(target));
        }
    }
}

/// Where the states of an embedded automaton are.
struct Copy {
    fragment: Fragment,
    offset: u32,
}

impl Copy {
    fn at(&self, state: u32) -> u32 {
        self.offset + state
    }

    /// State, character set and target set of every edge.
    fn edges<'n>(&self, nfa: &'n Nfa) -> impl Iterator<Item = (u32, &'n CharSet, u32)> + use<'n> {
        (0..nfa.len() as u32).flat_map(move |state| {
            nfa.edges(state).iter().filter_map(move |&(label, targets)| {
                nfa.labels.get(label as usize).map(|set| (state, set, targets))
            })
        })
    }
}
