//! Looking through the steps of a job.

use super::super::expression::{Contexts, Evaluator, Truth, Value};
use super::super::model::{Step, Written};
use super::super::{Assumption, FileId, Located, Place};
use super::composite::Called;
use super::script::Script;
use super::seen::{Scan, Seen, default_audience};
use super::step::AssumeStep;
use super::variables::Variables;
use super::{cli, composite, configure, environment, other, terraform};

/// The steps that assume a role, in order; those whose `if:` does not hold are left out.
pub(in super::super) fn scan(
    scan: &mut Scan<'_, '_>,
    steps: &[Step],
    file: FileId,
    variables: &Variables,
) -> Vec<AssumeStep> {
    walk(scan, steps, file, variables.clone(), None, &[]);
    std::mem::take(&mut scan.found)
}

/// Looks through a list of steps; `inputs` are those of the composite action they belong to.
fn walk(
    scan: &mut Scan<'_, '_>,
    steps: &[Step],
    file: FileId,
    mut variables: Variables,
    inputs: Option<&Value>,
    through: &[Place],
) {
    for step in steps {
        let by_variables =
            variables.get("AWS_ROLE_ARN").is_some() && variables.get("AWS_WEB_IDENTITY_TOKEN_FILE").is_some();
        let relevant = is_relevant(step) || (by_variables && step.run.is_some());
        if !relevant {
            continue;
        }
        let mut inner = Contexts::new();
        inner.insert("env".into(), variables.context());
        inner.extend(inputs.map(|inputs| ("inputs".to_owned(), inputs.clone())));
        let mut own = variables.clone();
        own.extend(&step.env, file, &Evaluator::nested(scan.contexts, &inner, scan.bindings));
        inner.insert("env".into(), own.context());
        let evaluator = Evaluator::nested(scan.contexts, &inner, scan.bindings);
        let runs = step
            .condition
            .as_ref()
            .map_or(Truth::True, |condition| evaluator.condition(&condition.text).unwrap_or(Truth::Unknown));
        scan.keep(evaluator.first_open());
        if runs == Truth::False {
            scan.left_out |= assumes(scan, step, file);
            continue;
        }
        let mut assumptions = Vec::new();
        if let (Truth::Unknown, Some(condition)) = (runs, &step.condition) {
            assumptions.push(Assumption {
                text: format!("the step's `if: {}` holds", condition.text.trim()),
                place: Some(Place::new(file, condition.span)),
            });
        }
        let seen = Seen {
            step,
            file,
            through,
            variables: &own,
            assumptions,
            rest_of_line: rest_of_line(scan.files.text(file), step.uses.as_ref()),
        };
        let evaluator = Evaluator::nested(scan.contexts, &inner, scan.bindings);
        let before = scan.found.len();
        if let Some(uses) = &step.uses {
            // GitHub's own actions leave the variables of AWS alone; of others nobody knows.
            let sets_region = !uses.text.starts_with("actions/");
            if let Some(called) = composite::called(scan, &seen, uses, &evaluator) {
                let Called { steps, file, inputs, through } = called;
                walk(scan, &steps, file, own.clone(), Some(&inputs), &through);
                if composite::names_secrets(&steps) {
                    composite::does_not_load(scan.found.iter_mut().skip(before));
                }
            } else {
                let found = configure::recognise(scan, &seen, uses, &evaluator)
                    .or_else(|| other::recognise(&seen, uses, &evaluator))
                    .or_else(|| environment::of_action(scan, &seen, uses));
                scan.found.extend(found);
                scan.may_set_region |= sets_region;
            }
        }
        if let Some(run) = &step.run {
            let text = seen.located(run, &evaluator).value;
            let script = Script::read(&text, &own);
            if script.requests_token() {
                let place = Place::new(file, run.span);
                scan.requested = Some(match script.audience() {
                    Some(audience) => Located::at(audience, place),
                    None => Located::default_of(default_audience(&evaluator)),
                });
            }
            let found = cli::recognise(scan, &seen, run, &script);
            scan.found.extend(found);
            let found = terraform::recognise(scan, &seen, run, &script);
            scan.found.extend(found);
            // What a script writes there is read only where it is written plainly.
            scan.may_set_region |= script.text().contains("GITHUB_ENV");
            for (name, value) in script.github_env() {
                variables.set(&name, Located::at(value, Place::new(file, run.span)));
            }
            let found = environment::of_run(scan, &seen, run);
            scan.found.extend(found);
        }
        // What decides a role or an audience decides the case.
        scan.keep(evaluator.first_open());
        let decides = |step: &AssumeStep| {
            let role = step.role.as_ref().and_then(|role| own.question(&role.value));
            role.or_else(|| own.question(&step.audience.value)).cloned()
        };
        let question = scan.found.iter().skip(before).find_map(decides);
        scan.keep(question);
    }
}

/// Whether a step is one that assumes a role when it runs, as far as a look tells.
fn assumes(scan: &mut Scan<'_, '_>, step: &Step, file: FileId) -> bool {
    let Some(uses) = &step.uses else {
        return step.run.as_ref().is_some_and(|run| run.text.contains("assume-role-with-web-identity"));
    };
    let variables = Variables::default();
    let seen = Seen {
        step,
        file,
        through: &[],
        variables: &variables,
        assumptions: Vec::new(),
        rest_of_line: String::new(),
    };
    let (contexts, bindings) = (scan.contexts, scan.bindings);
    let evaluator = Evaluator::new(contexts, bindings);
    configure::recognise(scan, &seen, uses, &evaluator)
        .or_else(|| other::recognise(&seen, uses, &evaluator))
        .is_some()
}

/// Whether a step can matter: evaluation is left out for the thousands that cannot.
fn is_relevant(step: &Step) -> bool {
    let script = step.run.as_ref().is_some_and(|run| {
        ["web-identity", "web_identity", "WEB_IDENTITY", "ACTIONS_ID_TOKEN", "GITHUB_ENV", "AWS_ROLE_ARN"]
            .iter()
            .any(|word| run.text.contains(word))
    });
    script || step.uses.is_some() || step.env.0.iter().any(|(name, _, _)| name.starts_with("AWS_"))
}

/// What stands on the same line behind a `uses`.
fn rest_of_line(text: &str, uses: Option<&Written>) -> String {
    let after = uses.and_then(|uses| text.get(uses.span.end..)).unwrap_or_default();
    after.lines().next().unwrap_or_default().to_owned()
}
