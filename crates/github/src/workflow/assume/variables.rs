//! The environment variables of a step.

use super::super::expression::{Evaluator, Object, Question, Rest, Value};
use super::super::hole::{Hole, Pattern};
use super::super::model::Env;
use super::super::{FileId, Located, Place};

/// Environment variables as far as the workflow sets them, the innermost last.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Variables {
    set: Vec<(String, Located<Pattern>)>,
    /// Of a value that stayed open: the name of its hole, and the question that decides it.
    open: Vec<(String, Question)>,
}

impl Variables {
    /// Adds an `env` block, whose values may refer to what is set before it.
    pub(in super::super) fn extend(&mut self, env: &Env, file: FileId, evaluator: &Evaluator<'_>) {
        for (name, _, value) in &env.0 {
            let (value_text, open) = evaluator.alone(&value.text);
            let text = value_text.unwrap_or_else(|| Pattern::hole(Hole::text(format!("env.{name}"))));
            if let Some(question) = open {
                self.open.extend(text.holes().map(|hole| (hole.name.clone(), question.clone())));
            }
            self.set(name, Located::at(text, Place::new(file, value.span)));
        }
    }

    /// Sets one variable.
    pub(super) fn set(&mut self, name: &str, value: Located<Pattern>) {
        self.set.retain(|(known, _)| known != name);
        self.set.push((name.to_owned(), value));
    }

    /// The value of a variable that the workflow sets to something.
    pub(super) fn get(&self, name: &str) -> Option<&Located<Pattern>> {
        let found = self.set.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        found.filter(|value| value.value.exact() != Some(""))
    }

    /// The question that decides a text whose holes come from variables.
    pub(super) fn question(&self, text: &Pattern) -> Option<&Question> {
        let of_hole =
            |name: &str| self.open.iter().find(|(open, _)| open == name).map(|(_, question)| question);
        text.holes().find_map(|hole| of_hole(&hole.name))
    }

    /// The context `env`; what the workflow does not set may be set by the runner or by an earlier step.
    pub(in super::super) fn context(&self) -> Value {
        let member =
            |(name, value): &(String, Located<Pattern>)| (name.clone(), Value::Text(value.value.clone()));
        Value::Object(Object { members: self.set.iter().map(member).collect(), rest: Rest::Text })
    }
}
