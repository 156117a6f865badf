//! Looking through the steps of a job.

use serde::Serialize;

use super::super::expression::{Bindings, Contexts, Evaluator, Question, Truth};
use super::super::files::Files;
use super::super::finding::Report;
use super::super::hole::Pattern;
use super::super::model::{Step, Written};
use super::super::{Assumption, FileId, Located, Place};
use super::script::Script;
use super::variables::Variables;
use super::{ActionVersion, cli, composite, configure, environment, other, terraform};

/// A step that assumes a role, or means to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssumeStep {
    /// The step's name, else what it uses or the first line of what it runs.
    pub label: String,
    /// Its `uses` or its `run`.
    pub place: Place,
    /// The `uses` of the composite actions that lead to it, outermost first.
    pub through: Vec<Place>,
    /// How it assumes the role.
    pub method: AssumeMethod,
    /// The role, an ARN or a name, perhaps with holes.
    pub role: Option<Located<Pattern>>,
    /// The audience it asks GitHub for.
    pub audience: Located<Pattern>,
    /// The region, which decides the partition and the endpoint of STS.
    pub region: Option<Located<Pattern>>,
    /// The session name.
    pub session_name: Located<Pattern>,
    /// Duration in seconds, if it asks for one.
    pub duration_seconds: Option<Located<Pattern>>,
    /// Whether it presents GitHub's token to STS.
    pub oidc: Oidc,
    /// What has to hold for the step to run as described.
    pub assumptions: Vec<Assumption>,
}

/// How a step assumes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AssumeMethod {
    /// `aws-actions/configure-aws-credentials`.
    ConfigureAwsCredentials {
        /// Its version.
        version: ActionVersion,
    },
    /// `aws sts assume-role-with-web-identity`.
    AwsCli,
    /// The environment variables `AWS_ROLE_ARN` and `AWS_WEB_IDENTITY_TOKEN_FILE`, read by every SDK.
    WebIdentityEnvironment,
    /// A block `assume_role_with_web_identity` of Terraform or OpenTofu.
    Terraform,
    /// Another action with an input that names a role.
    OtherAction {
        /// Its `uses`.
        uses: String,
    },
}

/// Whether a step presents GitHub's token to STS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Oidc {
    /// It does, if the job has a token.
    Yes,
    /// It does not.
    No {
        /// Why.
        reason: NoOidc,
        /// The line that decides; `None` for something that is missing.
        place: Option<Place>,
        /// The reason in a sentence.
        text: String,
    },
    /// It depends on something that is not known.
    Maybe {
        /// On what.
        reason: OidcDoubt,
        /// The line it is about.
        place: Option<Place>,
        /// The reason in a sentence.
        text: String,
    },
}

/// Why a step does not present GitHub's token to STS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoOidc {
    /// Keys, a token file, role chaining or `force-skip-oidc` switch the OIDC path off.
    CredentialsNotOidc,
    /// The role is a bare name, and the OIDC path needs an ARN.
    RoleNotArn,
    /// No role is given.
    RoleMissing,
}

impl NoOidc {
    /// The id as it is written in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CredentialsNotOidc => "credentials-not-oidc",
            Self::RoleNotArn => "role-not-arn",
            Self::RoleMissing => "role-missing",
        }
    }
}

/// What decides whether a step presents GitHub's token to STS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OidcDoubt {
    /// An input that would switch the OIDC path off is not known.
    InputUnknown,
    /// Whether this version reads the variable is not known.
    VersionUnknown,
    /// The action is not known; only its input is.
    ActionUnknown,
    /// Where the token in the file comes from is not known.
    TokenSourceUnknown,
}

/// What is needed to look through steps.
pub(in super::super) struct Scan<'a, 'f> {
    pub(in super::super) contexts: &'a Contexts,
    pub(in super::super) bindings: &'a Bindings,
    pub(in super::super) files: &'a mut Files<'f>,
    pub(in super::super) report: &'a mut Report,
    /// The first question that stayed open and decides what a step does.
    pub(in super::super) open: Option<Question>,
    pub(super) found: Vec<AssumeStep>,
    /// An earlier step asked GitHub for an ID token, for this audience.
    pub(super) requested: Option<Located<Pattern>>,
}

impl<'a, 'f> Scan<'a, 'f> {
    /// A scan that has found nothing yet.
    pub(in super::super) fn new(
        contexts: &'a Contexts,
        bindings: &'a Bindings,
        files: &'a mut Files<'f>,
        report: &'a mut Report,
    ) -> Self {
        Self { contexts, bindings, files, report, open: None, found: Vec::new(), requested: None }
    }

    /// Keeps the first open question of an evaluation.
    pub(super) fn keep(&mut self, question: Option<Question>) {
        if self.open.is_none() {
            self.open = question;
        }
    }
}

/// One step as the recognisers see it.
pub(super) struct Seen<'a> {
    pub(super) step: &'a Step,
    pub(super) file: FileId,
    pub(super) through: &'a [Place],
    pub(super) variables: &'a Variables,
    pub(super) assumptions: Vec<Assumption>,
    pub(super) rest_of_line: String,
}

impl Seen<'_> {
    /// A text of the step, with its place.
    pub(super) fn located(&self, written: &Written, evaluator: &Evaluator<'_>) -> Located<Pattern> {
        let value = evaluator
            .text(&written.text)
            .map_or_else(|_| Pattern::literal(written.text.as_str()), |value| value.to_pattern());
        Located::at(value, Place::new(self.file, written.span))
    }

    /// A step found here, with what most methods have in common.
    pub(super) fn found(&self, written: &Written, method: AssumeMethod) -> AssumeStep {
        AssumeStep {
            label: self.step.label(),
            place: Place::new(self.file, written.span),
            through: self.through.to_vec(),
            method,
            role: None,
            audience: Located::default_of(Pattern::literal("sts.amazonaws.com")),
            region: None,
            session_name: Located::default_of(Pattern::literal("GitHubActions")),
            duration_seconds: None,
            oidc: Oidc::Yes,
            assumptions: self.assumptions.clone(),
        }
    }
}

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
pub(super) fn walk(
    scan: &mut Scan<'_, '_>,
    steps: &[Step],
    file: FileId,
    mut variables: Variables,
    inputs: Option<&super::super::expression::Value>,
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
        if let Some(uses) = &step.uses
            && !composite::follow(scan, &seen, uses, &evaluator)
        {
            let found = configure::recognise(scan, &seen, uses, &evaluator)
                .or_else(|| other::recognise(&seen, uses, &evaluator))
                .or_else(|| environment::of_action(scan, &seen, uses));
            scan.found.extend(found);
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

/// The audience of a token that is requested without one: the address of the owner.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
fn default_audience(evaluator: &Evaluator<'_>) -> Pattern {
    let known = evaluator.text("${{ github.server_url }}/${{ github.repository_owner }}");
    known.map_or_else(
        |_| Pattern::hole(super::super::hole::Hole::text("GitHub's default audience")),
        |value| value.to_pattern(),
    )
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
