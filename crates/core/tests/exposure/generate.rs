//! Random tokens of the universe, and random policies about them.

use can_assume_core::exposure::Budget;
use can_assume_core::github::claims::Claims;
use can_assume_core::github::issuer::Issuer;
use can_assume_core::github::template::SubjectTemplate;
use can_assume_core::github::universe::{FieldKind, Shape, custom_shapes, default_shapes};
use serde_json::{Map, Value, json};

/// Numbers that are the same in every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// An owner that no policy has in mind; nor has any its id, 4242, or its repositories', 31337.
pub(crate) const STRANGER: &str = "q-stranger";

/// A token as its shape and the values of its fields, and what it says.
pub(crate) struct Token {
    pub(crate) shape: Shape,
    pub(crate) values: Vec<String>,
    pub(crate) claims: Claims,
}

/// Tokens to draw from.
pub(crate) fn tokens(random: &mut Random, shapes: &[Shape], count: usize) -> Vec<Token> {
    (0..count).map(|_| token(random, shapes)).collect()
}

/// The shapes that tokens are made of.
pub(crate) fn shapes() -> Vec<Shape> {
    let issuer = Issuer::github();
    let mut shapes = default_shapes(&issuer, true).to_vec();
    for keys in [
        &["repo", "workflow", "ref"][..],
        &["repo", "context", "job_workflow_ref"],
        &["repository_owner_id", "repository_id", "ref"],
        &["ref", "repo"],
        &["environment"],
        &["repo", "environment", "workflow"],
        &["workflow"],
        &["job_workflow_ref"],
        &["repo", "head_ref", "context"],
        &["context", "ref"],
        &["repo_property_team", "repository_owner_id"],
    ] {
        let template = SubjectTemplate::new(keys.iter().copied()).unwrap();
        shapes.extend(custom_shapes(&issuer, &template, true));
    }
    shapes
}

/// A random token of one of the shapes.
pub(crate) fn token(random: &mut Random, shapes: &[Shape]) -> Token {
    let budget = Budget::default();
    loop {
        // Most tokens are of the default template.
        let shape = if random.below(3) > 0 { &shapes[random.below(16)] } else { random.pick(shapes) };
        let mut values: Vec<String> =
            shape.fields().iter().map(|field| random.pick(pool(&field.kind)).to_string()).collect();
        if random.below(3) == 0 {
            for (kind, value) in [
                (FieldKind::Owner, STRANGER),
                (FieldKind::OwnerId, "4242"),
                (FieldKind::RepositoryId, "31337"),
            ] {
                if let Some(place) = shape.position(&kind) {
                    values[place] = value.to_owned();
                }
            }
        }
        let exists = shape
            .fields()
            .iter()
            .zip(&values)
            .all(|(field, value)| field.strict.matches(value, &budget).unwrap());
        if exists {
            let claims = shape.claims(&values);
            return Token { shape: shape.clone(), values, claims };
        }
    }
}

fn pool(kind: &FieldKind) -> &'static [&'static str] {
    match kind {
        FieldKind::Owner => &["acme", "evil", "acme-evil", "a", STRANGER],
        FieldKind::Repository => &["web", "api", "web-x"],
        FieldKind::OwnerId => &["123456", "666", "1", "4242"],
        FieldKind::RepositoryId => &["456789", "777", "12", "31337"],
        FieldKind::Environment => &["production", "prod:eu", "prod%3Aeu", "🦀", "a"],
        FieldKind::Ref => {
            &["refs/heads/main", "refs/heads/release/1", "refs/tags/v1", "refs/pull/7/merge", ""]
        }
        FieldKind::Workflow => &["Deploy", "z@123456/z@456789", "a:b", "x%3Ay", "repo:acme/web"],
        FieldKind::JobWorkflowRef => &[
            "acme/ci/.github/workflows/deploy.yml@refs/heads/main",
            "evil/x/.github/workflows/deploy.yml@refs/heads/main",
        ],
        FieldKind::Actor => &["octocat", "dependabot[bot]"],
        FieldKind::ActorId => &["5", "6"],
        FieldKind::Claim(name) if name == "head_ref" => &["", "z@123456/z@456789", "feature"],
        FieldKind::Claim(name) if name.starts_with("repo_property_") => &["blue", "a:b"],
        FieldKind::EnterpriseId => &["9", "10"],
        _ => &["sts.amazonaws.com", "https://github.com/acme"],
    }
}

const KEYS: [&str; 18] = [
    "sub",
    "sub",
    "sub",
    "aud",
    "repository",
    "repository_id",
    "repository_owner_id",
    "ref",
    "environment",
    "workflow",
    "job_workflow_ref",
    "enterprise_id",
    "event_name",
    "actor",
    "actor_id",
    "oaud",
    "amr",
    "SUB",
];

const OPERATORS: [&str; 22] = [
    "StringEquals",
    "StringEquals",
    "StringLike",
    "StringLike",
    "StringLike",
    "StringNotEquals",
    "StringNotLike",
    "StringEqualsIfExists",
    "StringLikeIfExists",
    "StringNotLikeIfExists",
    "StringEqualsIgnoreCase",
    "ForAllValues:StringLike",
    "ForAnyValue:StringLike",
    "Null",
    "StringNotEqualsIfExists",
    "StringNotEqualsIgnoreCase",
    "StringEqualsIgnoreCaseIfExists",
    "ForAllValues:StringNotLike",
    "ForAllValues:StringEquals",
    "ForAnyValue:StringNotEquals",
    "Bool",
    "NumericEquals",
];

const VARIABLES: [&str; 6] = [
    "repo:${token.actions.githubusercontent.com:repository}:*",
    "repo:${token.actions.githubusercontent.com:repository}:ref:${token.actions.githubusercontent.com:ref}",
    "repo:${token.actions.githubusercontent.com:repository}:environment:${token.actions.githubusercontent.com:environment, 'none'}",
    "${token.actions.githubusercontent.com:enterprise_id}",
    "*${token.actions.githubusercontent.com:actor_id}",
    "repo:acme/web${*}",
];

/// A policy that differs from `policy` in a statement or two.
pub(crate) fn changed(random: &mut Random, shapes: &[Shape], policy: &Value) -> Value {
    let mut changed = policy.clone();
    let other = self::policy(random, shapes);
    let statements = changed["Statement"].as_array_mut().unwrap();
    match random.below(3) {
        0 => statements.push(other["Statement"][0].clone()),
        1 => {
            let place = random.below(statements.len());
            statements[place] = other["Statement"][0].clone();
        }
        _ => {
            let place = random.below(statements.len());
            let conditions = other["Statement"][0]["Condition"].as_object().unwrap().clone();
            let (operator, block) = conditions.into_iter().next().unwrap();
            statements[place]["Condition"][operator] = block;
        }
    }
    changed
}

/// A random policy of one to four statements.
pub(crate) fn policy(random: &mut Random, shapes: &[Shape]) -> Value {
    let statements: Vec<Value> = (0..1 + random.below(4))
        .map(|number| {
            let effect = if number == 0 || random.below(3) > 0 { "Allow" } else { "Deny" };
            let mut conditions = Map::new();
            for _ in 0..1 + random.below(4) {
                let operator = *random.pick(&OPERATORS);
                let key = *random.pick(&KEYS);
                let values: Vec<Value> =
                    (0..1 + random.below(3)).map(|_| value(random, shapes, operator, key).into()).collect();
                let block = conditions.entry(operator).or_insert_with(|| Value::Object(Map::new()));
                block[format!("token.actions.githubusercontent.com:{key}")] = Value::Array(values);
            }
            json!({
                "Effect": effect,
                "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": conditions,
            })
        })
        .collect();
    json!({"Version": "2012-10-17", "Statement": statements})
}

/// A value that resembles what some token has.
fn value(random: &mut Random, shapes: &[Shape], operator: &str, key: &str) -> String {
    if matches!(operator, "Null" | "Bool") {
        return (*random.pick(&["true", "false"])).to_owned();
    }
    let mut text = loop {
        let token = token(random, shapes);
        if matches!(key, "event_name" | "amr") {
            break "push".to_owned();
        }
        let claim = match key {
            "oaud" => "aud",
            "SUB" => "sub",
            key => key,
        };
        if let Some(text) = token.shape.claim(claim).and_then(|recipe| recipe.output(&token.values)) {
            break text.replace(STRANGER, "acme").replace("4242", "123456").replace("31337", "456789");
        }
    };
    if random.below(16) == 0 {
        return (*random.pick(&VARIABLES)).to_owned();
    }
    for _ in 0..random.below(3) {
        let parts: Vec<char> = text.chars().collect();
        if parts.is_empty() {
            break;
        }
        let (start, end) = (random.below(parts.len()), random.below(parts.len()));
        let (start, end) = (start.min(end), start.max(end));
        let wildcard = *random.pick(&["*", "*", "?", ""]);
        let (before, after): (String, String) =
            (parts[..start].iter().collect(), parts[end + usize::from(wildcard == "?")..].iter().collect());
        text = format!("{before}{wildcard}{after}");
    }
    if random.below(8) == 0 { text.to_uppercase() } else { text }
}
