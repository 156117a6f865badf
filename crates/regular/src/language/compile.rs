//! From expressions to automata.

use std::sync::Arc;

use super::{Language, Node};
use crate::automaton::{Builder, Fragment, Nfa};
use crate::budget::{Meter, OverBudget};
use crate::search;

impl Language {
    /// The automaton of the language, compiled at the first call.
    pub(crate) fn nfa(&self, meter: &mut Meter) -> Result<Arc<Nfa>, OverBudget> {
        self.check_depth(meter)?;
        if let Some(nfa) = self.inner.nfa.get() {
            return Ok(Arc::clone(nfa));
        }
        let nfa = match &self.inner.node {
            Node::Automaton(nfa) => Arc::clone(nfa),
            Node::Complement(_) | Node::Intersection(_) => {
                let graph = search::explore(1, &self.itself(), meter)?;
                Arc::new(search::project(&graph, 0, meter)?)
            }
            _ => {
                let mut builder = Builder::new(meter);
                let whole = builder.language(self)?;
                Arc::new(builder.finish(whole)?)
            }
        };
        Ok(Arc::clone(self.inner.nfa.get_or_init(|| nfa)))
    }
}

impl Builder<'_> {
    /// The fragment that reads the words of `language`.
    fn language(&mut self, language: &Language) -> Result<Fragment, OverBudget> {
        match &language.inner.node {
            Node::Literal(word) => self.literal(word),
            Node::Class(chars) => self.class(chars),
            Node::Glob(glob) => self.glob(glob),
            Node::Concat(parts) => {
                let start = self.state()?;
                let mut end = start;
                for part in parts {
                    end = self.then(end, part)?;
                }
                Ok(Fragment { start, end })
            }
            Node::Union(languages) => {
                let (start, end) = (self.state()?, self.state()?);
                for language in languages {
                    let last = self.then(start, language)?;
                    self.empty_move(last, end);
                }
                Ok(Fragment { start, end })
            }
            Node::Repeat(language, min, max) => self.repeat(language, *min, *max),
            Node::Image(language, substitution) => {
                let nfa = language.nfa(self.meter)?;
                self.embed_image(&nfa, substitution)
            }
            Node::Preimage(language, substitution) => {
                let nfa = language.nfa(self.meter)?;
                self.embed_preimage(&nfa, substitution)
            }
            Node::Complement(_) | Node::Intersection(_) | Node::Automaton(_) => {
                let nfa = language.nfa(self.meter)?;
                self.embed(&nfa)
            }
        }
    }

    /// Reads a word of `language` after `from`; returns where that ends.
    fn then(&mut self, from: u32, language: &Language) -> Result<u32, OverBudget> {
        let part = self.language(language)?;
        self.empty_move(from, part.start);
        Ok(part.end)
    }

    fn repeat(
        &mut self,
        language: &Language,
        min: usize,
        max: Option<usize>,
    ) -> Result<Fragment, OverBudget> {
        let (start, end) = (self.state()?, self.state()?);
        if max.is_some_and(|max| max < min) {
            return Ok(Fragment { start, end });
        }
        let mut at = start;
        for _ in 0..min {
            at = self.then(at, language)?;
        }
        self.empty_move(at, end);
        match max {
            Some(max) => {
                for _ in min..max {
                    at = self.then(at, language)?;
                    self.empty_move(at, end);
                }
            }
            None => {
                let hub = self.state()?;
                self.empty_move(at, hub);
                let last = self.then(hub, language)?;
                self.empty_move(last, hub);
                self.empty_move(hub, end);
            }
        }
        Ok(Fragment { start, end })
    }
}
