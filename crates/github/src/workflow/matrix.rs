//! `strategy.matrix`: one run of the job for each combination.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix>

use super::expression::{Evaluator, ExpressionError, Object, Rest, Value};
use super::yaml::{Node, NodeData, ScalarKind};

/// The rows of a matrix.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Matrix {
    /// The context `matrix` of each combination; one empty row without a matrix.
    pub(super) rows: Vec<Value>,
    /// Whether there would be more than [`LIMIT`] rows, which GitHub refuses.
    pub(super) too_many: bool,
}

/// Expands a matrix: the product of its axes, less `exclude`, plus `include`.
///
/// An axis that is not known makes its member unknown; a matrix that is not known as a whole is one row of which
/// nothing is known.
///
/// # Errors
/// An expression that GitHub refuses.
pub(super) fn expand(matrix: Option<&Node>, evaluator: &Evaluator<'_>) -> Result<Matrix, ExpressionError> {
    let Some(matrix) = matrix else {
        return Ok(Matrix { rows: vec![Value::object(Vec::new())], too_many: false });
    };
    let value = node_value(matrix, evaluator)?;
    let Value::Object(Object { members, rest: Rest::Absent }) = value else {
        return Ok(Matrix { rows: vec![Value::Unknown("matrix".into())], too_many: false });
    };
    let (mut include, mut exclude) = (Value::Array(Vec::new()), Value::Array(Vec::new()));
    let mut rows: Vec<Row> = vec![Vec::new()];
    let mut axes = Vec::new();
    for (name, value) in members {
        match name.as_str() {
            "include" => include = value,
            "exclude" => exclude = value,
            _ => {
                let values = match value {
                    Value::Array(values) => values,
                    Value::Unknown(_) | Value::Text(_) | Value::Flag(_) => {
                        vec![Value::Unknown(format!("matrix.{name}"))]
                    }
                    single => vec![single],
                };
                if rows.len().saturating_mul(values.len()) > LIMIT * 16 {
                    return Ok(Matrix { rows: Vec::new(), too_many: true });
                }
                rows = rows
                    .iter()
                    .flat_map(|row| {
                        values.iter().map(|value| [row.as_slice(), &[(name.clone(), value.clone())]].concat())
                    })
                    .collect();
                axes.push(name);
            }
        }
    }
    if axes.is_empty() {
        rows.clear();
    }
    // A row that an unknown value might exclude stays: it may run.
    if let Value::Array(patterns) = &exclude {
        rows.retain(|row| !patterns.iter().any(|pattern| excludes(pattern, row, evaluator)));
    }
    let mut unknown_include = false;
    match include {
        Value::Array(entries) => {
            let originals: Vec<Row> = rows.clone();
            for entry in &entries {
                let Value::Object(entry) = entry else { continue };
                let mut added = false;
                for (row, original) in rows.iter_mut().zip(&originals) {
                    if extends(&entry.members, original, evaluator) {
                        added = true;
                        for (name, value) in &entry.members {
                            set(row, name, value);
                        }
                    }
                }
                if !added {
                    rows.push(entry.members.clone());
                }
                if rows.len() > LIMIT * 16 {
                    return Ok(Matrix { rows: Vec::new(), too_many: true });
                }
            }
        }
        _ => unknown_include = true,
    }
    let too_many = rows.len() > LIMIT;
    let mut rows: Vec<Value> = rows.into_iter().take(LIMIT).map(Value::object).collect();
    if unknown_include {
        rows.push(Value::Unknown("matrix".into()));
    }
    Ok(Matrix { rows, too_many })
}

type Row = Vec<(String, Value)>;

/// Whether every member of an `exclude` entry is what the row has.
fn excludes(pattern: &Value, row: &Row, evaluator: &Evaluator<'_>) -> bool {
    let Value::Object(pattern) = pattern else { return false };
    !pattern.members.is_empty()
        && pattern.members.iter().all(|(name, value)| {
            row.iter().any(|(own, present)| own.eq_ignore_ascii_case(name) && same(value, present, evaluator))
        })
}

/// Whether an `include` entry can be added to a combination without overwriting a value of its axes.
fn extends(entry: &Row, original: &Row, evaluator: &Evaluator<'_>) -> bool {
    entry.iter().all(|(name, value)| {
        original
            .iter()
            .all(|(own, present)| !own.eq_ignore_ascii_case(name) || same(value, present, evaluator))
    }) && !original.is_empty()
}

fn same(one: &Value, other: &Value, evaluator: &Evaluator<'_>) -> bool {
    match (one, other) {
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => one == other,
        _ => evaluator.same_text(one, other),
    }
}

fn set(row: &mut Row, name: &str, value: &Value) {
    match row.iter_mut().find(|(own, _)| own.eq_ignore_ascii_case(name)) {
        Some((_, present)) => *present = value.clone(),
        None => row.push((name.to_owned(), value.clone())),
    }
}

/// A YAML node as a value, its expressions evaluated.
///
/// # Errors
/// An expression that GitHub refuses.
pub(super) fn node_value(node: &Node, evaluator: &Evaluator<'_>) -> Result<Value, ExpressionError> {
    Ok(match &node.data {
        NodeData::Scalar(text, kind) => match kind {
            ScalarKind::Null => Value::Null,
            ScalarKind::Boolean(boolean) => Value::Boolean(*boolean),
            ScalarKind::Number(number) => Value::Number(*number),
            ScalarKind::String => evaluator.text(text)?,
        },
        NodeData::Sequence(items) => {
            Value::Array(items.iter().map(|item| node_value(item, evaluator)).collect::<Result<_, _>>()?)
        }
        NodeData::Mapping(entries) => {
            let member =
                |entry: &super::yaml::Entry| Ok((entry.key.clone(), node_value(&entry.value, evaluator)?));
            Value::object(entries.iter().map(member).collect::<Result<_, ExpressionError>>()?)
        }
    })
}

/// A row in one line: `env=prod, region=eu-west-1`.
pub(super) fn describe(row: &Value) -> String {
    let Value::Object(object) = row else { return "matrix not known".to_owned() };
    let member = |(name, value): &(String, Value)| format!("{name}={}", value.to_pattern());
    object.members.iter().map(member).collect::<Vec<_>>().join(", ")
}

/// GitHub generates at most this many jobs from one matrix.
const LIMIT: usize = 256;

#[cfg(test)]
mod tests {
    use super::super::expression::{Bindings, Contexts};
    use super::super::yaml::parse;
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let document = parse(text).expect("YAML");
        let (contexts, bindings) = (Contexts::new(), Bindings::default());
        let matrix =
            expand(Some(&document.root), &Evaluator::new(&contexts, &bindings)).expect("expressions");
        matrix.rows.iter().map(describe).collect()
    }

    #[test]
    fn the_documented_example() {
        // The example of GitHub's page on `include`.
        let text = "fruit: [apple, pear]\nanimal: [cat, dog]\ninclude:\n  - color: green\n  - color: pink\n    animal: cat\n  - fruit: apple\n    shape: circle\n  - fruit: banana\n  - fruit: banana\n    animal: cat\n";
        assert_eq!(
            rows(text),
            [
                "fruit=apple, animal=cat, color=pink, shape=circle",
                "fruit=apple, animal=dog, color=green, shape=circle",
                "fruit=pear, animal=cat, color=pink",
                "fruit=pear, animal=dog, color=green",
                "fruit=banana",
                "fruit=banana, animal=cat",
            ]
        );
    }

    #[test]
    fn exclude_comes_first_and_may_be_partial() {
        let text = "os: [a, b]\nv: [1, 2]\nexclude:\n  - os: a\n    v: 1\n  - os: b\n";
        assert_eq!(rows(text), ["os=a, v=2"]);
    }

    #[test]
    fn only_include() {
        assert_eq!(rows("include:\n  - env: dev\n  - env: prod\n"), ["env=dev", "env=prod"]);
    }

    #[test]
    fn unknown_parts() {
        assert_eq!(rows("env: ${{ fromJSON(needs.a.outputs.m) }}\n"), ["env=<matrix.env>"]);
        assert_eq!(rows("env: ${{ fromJSON('[\"a\", \"b\"]') }}\n"), ["env=a", "env=b"]);
        assert_eq!(
            rows("env: [a]\ninclude: ${{ fromJSON(needs.a.outputs.m) }}\n"),
            ["env=a", "matrix not known"]
        );
    }

    #[test]
    fn bounded() {
        let axis = (0..100).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        let text = format!("a: [{axis}]\nb: [{axis}]\nc: [{axis}]\n");
        let document = parse(&text).expect("YAML");
        let (contexts, bindings) = (Contexts::new(), Bindings::default());
        let matrix =
            expand(Some(&document.root), &Evaluator::new(&contexts, &bindings)).expect("expressions");
        assert!(matrix.too_many && matrix.rows.is_empty());
    }
}
