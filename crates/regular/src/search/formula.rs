//! Boolean combinations of automata, decided as early as possible.

use crate::automaton::{ALL, DEAD};

/// A directed acyclic graph of connectives; children have smaller numbers than their parents.
#[derive(Debug, Default)]
pub(crate) struct Formula {
    nodes: Vec<Node>,
    root: u32,
}

#[derive(Debug)]
pub(crate) enum Node {
    /// The automaton with this number accepts.
    Leaf(u32),
    Not(u32),
    All(Vec<u32>),
    Any(Vec<u32>),
}

/// What is known of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    Unknown = 0,
    False = 1,
    True = 2,
}

impl Formula {
    /// Adds a node over nodes that were added before; add each leaf only once.
    pub(crate) fn add(&mut self, node: Node) -> u32 {
        self.nodes.push(node);
        self.nodes.len() as u32 - 1
    }

    pub(crate) fn set_root(&mut self, root: u32) {
        self.root = root;
    }

    /// How many words [`Formula::settle`] writes.
    pub(crate) fn words(&self) -> usize {
        self.nodes.len().div_ceil(PER_WORD)
    }

    /// Decides what the states of the leaves allow to decide and brings the state into its normal
    /// form: leaves that no longer matter become [`DEAD`], and `decided` keeps the truth of exactly
    /// the topmost decided nodes. Returns the truth of the whole.
    pub(crate) fn settle(&self, leaves: &mut [u32], decided: &mut [u32], scratch: &mut Scratch) -> Truth {
        scratch.truth.clear();
        for (at, node) in self.nodes.iter().enumerate() {
            let value = match get(decided, at) {
                Truth::Unknown => self.value(node, leaves, &scratch.truth),
                known => known,
            };
            scratch.truth.push(value);
        }
        decided.fill(0);
        scratch.needed.clear();
        scratch.needed.resize(leaves.len(), false);
        scratch.seen.clear();
        scratch.seen.resize(self.nodes.len(), false);
        scratch.stack.push(self.root);
        while let Some(at) = scratch.stack.pop() {
            let at = at as usize;
            match scratch.seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let value = truth(&scratch.truth, at);
            if value != Truth::Unknown {
                set(decided, at, value);
                continue;
            }
            match self.nodes.get(at) {
                Some(Node::Leaf(leaf)) => {
                    if let Some(needed) = scratch.needed.get_mut(*leaf as usize) {
                        *needed = true;
                    }
                }
                Some(Node::Not(child)) => scratch.stack.push(*child),
                Some(Node::All(children) | Node::Any(children)) => scratch.stack.extend(children),
                None => {}
            }
        }
        for (leaf, &needed) in leaves.iter_mut().zip(&scratch.needed) {
            if !needed {
                *leaf = DEAD;
            }
        }
        truth(&scratch.truth, self.root as usize)
    }

    fn value(&self, node: &Node, leaves: &[u32], below: &[Truth]) -> Truth {
        let of = |child: &u32| truth(below, *child as usize);
        match node {
            Node::Leaf(leaf) => match leaves.get(*leaf as usize) {
                Some(&DEAD) => Truth::False,
                Some(&ALL) => Truth::True,
                _ => Truth::Unknown,
            },
            Node::Not(child) => match of(child) {
                Truth::Unknown => Truth::Unknown,
                Truth::False => Truth::True,
                Truth::True => Truth::False,
            },
            Node::All(children) => connect(children.iter().map(of), Truth::False, Truth::True),
            Node::Any(children) => connect(children.iter().map(of), Truth::True, Truth::False),
        }
    }
}

/// Memory that [`Formula::settle`] uses again and again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    truth: Vec<Truth>,
    needed: Vec<bool>,
    seen: Vec<bool>,
    stack: Vec<u32>,
}

/// `decisive` if any value is, `neutral` if all are, else unknown.
fn connect(values: impl Iterator<Item = Truth>, decisive: Truth, neutral: Truth) -> Truth {
    let mut result = neutral;
    for value in values {
        if value == decisive {
            return decisive;
        }
        if value == Truth::Unknown {
            result = Truth::Unknown;
        }
    }
    result
}

fn truth(values: &[Truth], at: usize) -> Truth {
    values.get(at).copied().unwrap_or(Truth::Unknown)
}

fn get(decided: &[u32], at: usize) -> Truth {
    let word = decided.get(at / PER_WORD).copied().unwrap_or_default();
    match (word >> (2 * (at % PER_WORD))) & 3 {
        0 => Truth::Unknown,
        1 => Truth::False,
        _ => Truth::True,
    }
}

fn set(decided: &mut [u32], at: usize, value: Truth) {
    if let Some(word) = decided.get_mut(at / PER_WORD) {
        *word |= (value as u32) << (2 * (at % PER_WORD));
    }
}

/// Two bits a node.
const PER_WORD: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decided_no_longer_tells_states_apart() {
        // (a or b) and not c
        let mut formula = Formula::default();
        let [a, b, c] = [0, 1, 2].map(|leaf| formula.add(Node::Leaf(leaf)));
        let any = formula.add(Node::Any(vec![a, b]));
        let not = formula.add(Node::Not(c));
        let root = formula.add(Node::All(vec![any, not]));
        formula.set_root(root);
        let mut scratch = Scratch::default();
        let mut settle = |leaves: [u32; 3]| {
            let (mut leaves, mut decided) = (leaves.to_vec(), vec![0; formula.words()]);
            let truth = formula.settle(&mut leaves, &mut decided, &mut scratch);
            (truth, leaves, decided)
        };
        assert_eq!(settle([ALL, 7, 5]), settle([ALL, DEAD, 5]));
        assert_eq!(settle([ALL, 7, 5]), settle([9, ALL, 5]));
        assert_ne!(settle([ALL, 7, 5]), settle([9, 7, 5]));
        assert_eq!(settle([9, 9, ALL]).0, Truth::False);
        assert_eq!(settle([9, ALL, DEAD]).0, Truth::True);
        assert_eq!(settle([9, DEAD, DEAD]), settle([9, DEAD, DEAD]));
        assert_eq!(settle([9, DEAD, DEAD]).1, [9, DEAD, DEAD]);
    }

    #[test]
    fn carried_decisions_stand_when_their_leaves_are_gone() {
        let mut formula = Formula::default();
        let [a, b] = [0, 1].map(|leaf| formula.add(Node::Leaf(leaf)));
        let root = formula.add(Node::All(vec![a, b]));
        formula.set_root(root);
        let mut scratch = Scratch::default();
        let (mut leaves, mut decided) = ([ALL, 4], vec![0; formula.words()]);
        assert_eq!(formula.settle(&mut leaves, &mut decided, &mut scratch), Truth::Unknown);
        assert_eq!(leaves, [DEAD, 4]);
        leaves[1] = ALL;
        assert_eq!(formula.settle(&mut leaves, &mut decided, &mut scratch), Truth::True);
    }
}
