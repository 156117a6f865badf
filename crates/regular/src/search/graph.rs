//! What a whole graph tells: how many solutions, which, and what one field may be.

use super::explore::{End, Graph, Vertex};
use crate::automaton::{Bits, Builder, Fragment, Nfa};
use crate::budget::{Meter, OverBudget};
use crate::charset::{CharSet, preference};

/// Whether there are finitely many solutions.
pub(crate) fn is_finite(graph: &Graph) -> bool {
    // Every state leads to acceptance, so any cycle can be gone round as often as one likes.
    let mut entries = vec![0_usize; graph.nodes.len()];
    let successors = |vertex: &Vertex| {
        let end = match vertex.end {
            End::To(to) => Some(to),
            _ => None,
        };
        vertex.letters.iter().map(|&(_, to)| to).chain(end).collect::<Vec<u32>>()
    };
    for to in graph.nodes.iter().flat_map(successors) {
        if let Some(count) = entries.get_mut(to as usize) {
            *count += 1;
        }
    }
    let mut ready: Vec<usize> = (0..entries.len()).filter(|&at| entries.get(at) == Some(&0)).collect();
    let mut ordered = 0;
    while let Some(vertex) = ready.pop().and_then(|at| graph.nodes.get(at)) {
        ordered += 1;
        for to in successors(vertex) {
            if let Some(count) = entries.get_mut(to as usize) {
                *count -= 1;
                if *count == 0 {
                    ready.push(to as usize);
                }
            }
        }
    }
    ordered == graph.nodes.len()
}

/// Up to `limit` solutions, shortest first, and whether these are all.
pub(crate) fn enumerate(
    graph: &Graph,
    limit: usize,
    meter: &mut Meter,
) -> Result<(Vec<Vec<String>>, bool), OverBudget> {
    let Some(start) = graph.start else {
        let one = usize::from(graph.accepts_nothing_read);
        return Ok((vec![Vec::new(); one.min(limit)], one <= limit));
    };
    // One word more than asked for tells whether there are more.
    let mut listing =
        Listing { graph, wanted: limit.saturating_add(1), ahead: Vec::new(), found: Vec::new() };
    let finite = is_finite(graph);
    for length in 0.. {
        if listing.found.len() >= listing.wanted || (finite && length > 2 * graph.nodes.len()) {
            break;
        }
        listing.look_ahead(length, meter)?;
        listing.of_length(start, length, meter)?;
    }
    let complete = listing.found.len() <= limit;
    listing.found.truncate(limit);
    Ok((listing.found, complete))
}

struct Listing<'g> {
    graph: &'g Graph,
    wanted: usize,
    /// `ahead[n]`: the states from which acceptance is exactly n UTF-16 units and ends of fields away.
    ahead: Vec<Bits>,
    found: Vec<Vec<String>>,
}

/// A way on: a letter, or `None` for the end of a field, and the states it may lead to; none of them
/// is acceptance.
struct Arc {
    letter: Option<char>,
    to: Vec<u32>,
}

impl Listing<'_> {
    fn look_ahead(&mut self, length: usize, meter: &mut Meter) -> Result<(), OverBudget> {
        let mut states = Bits::new(self.graph.nodes.len());
        meter.work(states.words().len() * MEMORY)?;
        for (at, vertex) in (0_u32..).zip(&self.graph.nodes) {
            meter.work(1 + vertex.letters.len())?;
            let ended = match vertex.end {
                End::Accepted => length == 1,
                End::To(to) => self.in_reach(to, length.checked_sub(1)),
                End::Nowhere => false,
            };
            let read = |(chars, to): &(CharSet, u32)| {
                let after = |units| self.in_reach(*to, length.checked_sub(units));
                chars.has_bmp() && after(1) || chars.has_astral() && after(2)
            };
            if ended || vertex.letters.iter().any(read) {
                states.insert(at);
            }
        }
        self.ahead.push(states);
        Ok(())
    }

    fn in_reach(&self, state: u32, length: Option<usize>) -> bool {
        length.and_then(|length| self.ahead.get(length)).is_some_and(|states| states.contains(state))
    }

    /// Lists the solutions whose units and ends of fields are `length` together.
    ///
    /// A word may lead to several states; they are followed together, so that it is listed once.
    fn of_length(&mut self, start: u32, length: usize, meter: &mut Meter) -> Result<(), OverBudget> {
        if !self.in_reach(start, Some(length)) {
            return Ok(());
        }
        let mut path: Vec<Option<char>> = Vec::new();
        let mut open = vec![(length, self.arcs(&[start], length, meter)?.into_iter())];
        while let Some((left, arcs)) = open.last_mut() {
            let Some(arc) = arcs.next() else {
                open.pop();
                path.pop();
                continue;
            };
            path.push(arc.letter);
            if arc.to.is_empty() {
                self.found.push(fields(&path));
                path.pop();
                if self.found.len() >= self.wanted {
                    return Ok(());
                }
            } else {
                let left = left.saturating_sub(arc.letter.map_or(1, char::len_utf16));
                open.push((left, self.arcs(&arc.to, left, meter)?.into_iter()));
            }
        }
        Ok(())
    }

    /// The ways on from `states` that come to acceptance after exactly `left` units, in order.
    fn arcs(&self, states: &[u32], left: usize, meter: &mut Meter) -> Result<Vec<Arc>, OverBudget> {
        let wanted = self.wanted.saturating_sub(self.found.len());
        let vertices: Vec<&Vertex> =
            states.iter().filter_map(|&state| self.graph.nodes.get(state as usize)).collect();
        let mut letters: Vec<char> = Vec::new();
        for (chars, to) in vertices.iter().flat_map(|vertex| &vertex.letters) {
            for (units, part) in [(1, CharSet::bmp()), (2, CharSet::astral())] {
                if self.in_reach(*to, left.checked_sub(units)) {
                    let part = chars.intersection(&part);
                    meter.work(1 + part.len().min(wanted))?;
                    letters.extend(part.by_preference().take(wanted));
                }
            }
        }
        letters.sort_unstable_by_key(|&letter| preference(letter));
        letters.dedup();
        letters.truncate(wanted);

        let mut arcs = Vec::with_capacity(letters.len() + 1);
        if left == 1 && vertices.iter().any(|vertex| vertex.end == End::Accepted) {
            arcs.push(Arc { letter: None, to: Vec::new() });
        }
        let mut ended: Vec<u32> = vertices
            .iter()
            .filter_map(|vertex| match vertex.end {
                End::To(to) => Some(to),
                _ => None,
            })
            .filter(|&to| self.in_reach(to, left.checked_sub(1)))
            .collect();
        ended.sort_unstable();
        ended.dedup();
        if !ended.is_empty() {
            arcs.push(Arc { letter: None, to: ended });
        }
        for letter in letters {
            let mut to = Vec::new();
            for (chars, target) in vertices.iter().flat_map(|vertex| &vertex.letters) {
                meter.work(1)?;
                if chars.contains(letter) && self.in_reach(*target, left.checked_sub(letter.len_utf16())) {
                    to.push(*target);
                }
            }
            to.sort_unstable();
            to.dedup();
            arcs.push(Arc { letter: Some(letter), to });
        }
        Ok(arcs)
    }
}

/// The words between the ends of fields.
fn fields(path: &[Option<char>]) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for symbol in path {
        match symbol {
            Some(letter) => word.push(*letter),
            None => words.push(std::mem::take(&mut word)),
        }
    }
    words
}

/// The automaton of the values that field `field` has in the solutions.
pub(crate) fn project(graph: &Graph, field: usize, meter: &mut Meter) -> Result<Nfa, OverBudget> {
    let mut builder = Builder::new(meter);
    let whole = Fragment { start: builder.state()?, end: builder.state()? };
    let mut states = Vec::with_capacity(graph.nodes.len());
    for vertex in &graph.nodes {
        states.push(if vertex.field == field { Some(builder.state()?) } else { None });
    }
    let number = |at: u32| states.get(at as usize).copied().flatten();
    if let Some(start) = graph.start.and_then(number) {
        builder.empty_move(whole.start, start);
    }
    for (vertex, state) in graph.nodes.iter().zip(&states) {
        if let (None, End::To(entered)) = (state, vertex.end)
            && let Some(entered) = number(entered)
        {
            builder.empty_move(whole.start, entered);
        }
        let Some(state) = *state else { continue };
        if vertex.end != End::Nowhere {
            builder.empty_move(state, whole.end);
        }
        for (chars, to) in &vertex.letters {
            if let Some(to) = number(*to) {
                let label = builder.label(chars);
                builder.edge(state, label, to);
            }
        }
    }
    builder.finish(whole)
}

/// What a word of memory counts for beside a step.
const MEMORY: usize = 8;
