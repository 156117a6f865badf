//! Breadth-first search.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use super::program::{Letters, Program, Step};
use super::question::Question;
use crate::automaton::{Bits, Mode};
use crate::budget::{Meter, OverBudget};
use crate::hash::Hasher;
use crate::{CharSet, Constraint};

/// How a state was reached first.
#[derive(Clone, Copy)]
struct Origin {
    parent: u32,
    /// The letter, or `None` for the end of a field.
    letter: Option<char>,
}

/// The states met so far, numbered in the order of their discovery.
#[derive(Default)]
struct Queue {
    states: Vec<Rc<[u32]>>,
    origins: Vec<Origin>,
    ids: HashMap<Rc<[u32]>, u32, Hasher>,
    /// The states that can be compared, by what they have in common.
    alike: HashMap<Box<[u32]>, Vec<u32>, Hasher>,
    outline: Vec<u32>,
    tasks: VecDeque<Task>,
    groups: u32,
}

impl Queue {
    /// The number of `state`, which is new if it was not met before.
    fn add(&mut self, state: &[u32], origin: Origin, meter: &mut Meter) -> Result<u32, OverBudget> {
        if let Some(&id) = self.ids.get(state) {
            return Ok(id);
        }
        meter.state()?;
        let state: Rc<[u32]> = state.into();
        let id = self.states.len() as u32;
        self.states.push(state.clone());
        self.origins.push(origin);
        self.ids.insert(state, id);
        Ok(id)
    }

    /// Adds `state` unless it is known or one met before is at least as good; then it is to be
    /// expanded with its group.
    fn arrive(
        &mut self,
        program: &Program<'_>,
        state: &[u32],
        origin: Origin,
        group: u32,
        meter: &mut Meter,
    ) -> Result<(), OverBudget> {
        if self.ids.contains_key(state) {
            return Ok(());
        }
        if program.outline(state, &mut self.outline) {
            let number = self.states.len() as u32;
            if let Some(alike) = self.alike.get_mut(self.outline.as_slice()) {
                meter.work(alike.len() * state.len())?;
                let known = |id: &u32| self.states.get(*id as usize);
                if alike.iter().filter_map(known).any(|better| program.dominates(better, state)) {
                    return Ok(());
                }
                alike.push(number);
            } else {
                self.alike.insert(self.outline.as_slice().into(), vec![number]);
            }
        }
        let id = self.add(state, origin, meter)?;
        self.tasks.push_back(Task::Expand(id, group));
        Ok(())
    }

    /// Takes the next tasks that belong to one group.
    fn next_group(&mut self, tasks: &mut Vec<Task>) {
        tasks.clear();
        let group = self.tasks.front().map(Task::group);
        while self.tasks.front().map(Task::group) == group
            && let Some(task) = self.tasks.pop_front()
        {
            tasks.push(task);
        }
    }

    fn group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }
}

/// What the breadth-first search does next. The states of a group have the same least word.
enum Task {
    /// Moves on from the state with this number, in this group.
    Expand(u32, u32),
    /// Arrives at a state by a letter of two UTF-16 units, one step after it was seen.
    Arrive(Box<[u32]>, Origin, u32),
}

impl Task {
    fn group(&self) -> u32 {
        match self {
            Self::Expand(_, group) | Self::Arrive(_, _, group) => *group,
        }
    }
}

/// The fields of a shortest solution in UTF-16 units; of several the first by preference of letters.
pub(crate) fn shortest(
    fields: usize,
    constraint: &Constraint,
    meter: &mut Meter,
) -> Result<Option<Vec<String>>, OverBudget> {
    let question = Question::new(fields, constraint, meter)?;
    meter.attempts(|number, meter| {
        let mut program = Program::new(&question, guessing(number), meter)?;
        search(&mut program, meter)
    })
}

/// How runs are followed in each attempt: which way is better depends on the question, and the answer
/// is the same.
fn guessing(attempt: usize) -> Mode {
    if attempt.is_multiple_of(2) { Mode::Positions } else { Mode::Globs }
}

/// Finds a shortest solution.
///
/// States are met in the order of their least words, so the first way to acceptance is the least:
/// any state on the way of the least solution has a prefix of it as its least word.
fn search(program: &mut Program<'_>, meter: &mut Meter) -> Result<Option<Vec<String>>, OverBudget> {
    let mut queue = Queue::default();
    let (mut next, mut letters, mut tasks) = (Vec::new(), Letters::default(), Vec::new());
    match program.start(&mut next) {
        Step::Rejected => return Ok(None),
        Step::Accepted => return Ok(Some(Vec::new())),
        Step::To => queue.arrive(program, &next, START, 0, meter)?,
    }
    loop {
        queue.next_group(&mut tasks);
        if tasks.is_empty() {
            return Ok(None);
        }
        let ended = queue.group();
        letters.clear();
        for task in tasks.drain(..) {
            let parent = match task {
                Task::Expand(parent, _) => parent,
                Task::Arrive(state, origin, _) => {
                    queue.arrive(program, &state, origin, ended, meter)?;
                    continue;
                }
            };
            let Some(state) = queue.states.get(parent as usize).cloned() else { continue };
            match program.end(&state, &mut next, meter)? {
                Step::Accepted => return Ok(Some(trace(&queue, parent, program.fields()))),
                Step::Rejected => {}
                Step::To => {
                    queue.arrive(program, &next, Origin { parent, letter: None }, ended, meter)?;
                }
            }
            program.letters(&state, parent, &mut letters, meter)?;
        }
        letters.sort();
        let (mut group, mut last) = (ended, None);
        for (letter, next) in letters.iter() {
            let class = letter.classes.first();
            if class != last {
                (group, last) = (queue.group(), class);
            }
            let c = class.map(|class| program.alphabet().representative(class));
            let origin = Origin { parent: letter.from, letter: c };
            if c.is_some_and(|c| c.len_utf16() > 1) {
                meter.work(next.len())?;
                queue.tasks.push_back(Task::Arrive(next.into(), origin, group));
            } else {
                queue.arrive(program, next, origin, group, meter)?;
            }
        }
    }
}

/// The fields on the way to the state `at`, whose field is the last.
fn trace(queue: &Queue, mut at: u32, fields: usize) -> Vec<String> {
    let mut words = vec![String::new(); fields];
    let mut field = fields.saturating_sub(1);
    while let Some(origin) = queue.origins.get(at as usize).filter(|origin| origin.parent != u32::MAX) {
        match origin.letter {
            Some(letter) => {
                if let Some(word) = words.get_mut(field) {
                    word.push(letter);
                }
            }
            None => field = field.saturating_sub(1),
        }
        at = origin.parent;
    }
    words.into_iter().map(|word| word.chars().rev().collect()).collect()
}

/// Everything that can be reached and from which the formula can still come to hold.
pub(crate) struct Graph {
    /// The number of the start state; `None` when there is no solution.
    pub(crate) start: Option<u32>,
    /// Whether the only solution is the one without fields.
    pub(crate) accepts_nothing_read: bool,
    pub(crate) nodes: Vec<Vertex>,
}

/// A state of a [`Graph`].
pub(crate) struct Vertex {
    pub(crate) field: usize,
    pub(crate) end: End,
    /// Characters and the state they lead to.
    pub(crate) letters: Vec<(CharSet, u32)>,
}

/// What the end of the field leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Nowhere,
    To(u32),
    Accepted,
}

/// A state before it is known whether anything is accepted from it.
struct Draft {
    end: End,
    letters: Vec<(Bits, u32)>,
}

/// Explores all states of a question.
pub(crate) fn explore(
    fields: usize,
    constraint: &Constraint,
    meter: &mut Meter,
) -> Result<Graph, OverBudget> {
    let question = Question::new(fields, constraint, meter)?;
    meter.attempts(|number, meter| {
        let mut program = Program::new(&question, guessing(number), meter)?;
        explore_all(&mut program, meter)
    })
}

fn explore_all(program: &mut Program<'_>, meter: &mut Meter) -> Result<Graph, OverBudget> {
    let mut graph = Graph { start: None, accepts_nothing_read: false, nodes: Vec::new() };
    let mut queue = Queue::default();
    let (mut next, mut found) = (Vec::new(), Letters::default());
    match program.start(&mut next) {
        Step::Rejected => return Ok(graph),
        Step::Accepted => {
            graph.accepts_nothing_read = true;
            return Ok(graph);
        }
        Step::To => queue.add(&next, START, meter)?,
    };
    let mut drafts = Vec::new();
    while let Some(state) = queue.states.get(drafts.len()).cloned() {
        let end = match program.end(&state, &mut next, meter)? {
            Step::Accepted => End::Accepted,
            Step::Rejected => End::Nowhere,
            Step::To => End::To(queue.add(&next, START, meter)?),
        };
        let mut letters = Vec::new();
        found.clear();
        program.letters(&state, 0, &mut found, meter)?;
        for (letter, next) in found.iter() {
            letters.push((letter.classes.clone(), queue.add(next, START, meter)?));
        }
        meter.work(letters.len())?;
        drafts.push(Draft { end, letters });
    }
    let live = live(&drafts);
    let number = |state: u32| live.get(state as usize).copied().flatten();
    graph.start = number(0);
    for ((draft, state), _) in
        drafts.iter().zip(&queue.states).zip(&live).filter(|(_, number)| number.is_some())
    {
        let end = match draft.end {
            End::To(next) => number(next).map_or(End::Nowhere, End::To),
            end => end,
        };
        let letters = draft
            .letters
            .iter()
            .filter_map(|(classes, to)| Some((program.alphabet().chars(classes), number(*to)?)))
            .collect();
        graph.nodes.push(Vertex { field: Program::field(state), end, letters });
    }
    Ok(graph)
}

/// Where a search begins; also where nobody asks.
const START: Origin = Origin { parent: u32::MAX, letter: None };

/// New numbers for the states from which acceptance can be reached.
fn live(drafts: &[Draft]) -> Vec<Option<u32>> {
    let mut before: Vec<Vec<u32>> = vec![Vec::new(); drafts.len()];
    let mut live = vec![false; drafts.len()];
    let mut stack = Vec::new();
    for (at, draft) in (0_u32..).zip(drafts) {
        let ended = match draft.end {
            End::To(next) => Some(next),
            End::Nowhere => None,
            End::Accepted => {
                stack.push(at);
                None
            }
        };
        for to in draft.letters.iter().map(|&(_, to)| to).chain(ended) {
            if let Some(before) = before.get_mut(to as usize) {
                before.push(at);
            }
        }
    }
    while let Some(at) = stack.pop() {
        if let Some(flag) = live.get_mut(at as usize).filter(|flag| !**flag) {
            *flag = true;
            stack.extend(before.get(at as usize).into_iter().flatten());
        }
    }
    let mut next = 0;
    live.into_iter()
        .map(|live| {
            live.then(|| {
                next += 1;
                next - 1
            })
        })
        .collect()
}
