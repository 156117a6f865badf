//! Evaluations per second of one GitHub trust policy, beside the crate `iam-rs` on the same policy in the same run, and the cost of a
//! hostile pattern. Prints Markdown tables.

use std::hint::black_box;
use std::time::{Duration, Instant};

use can_assume_iam::compile::{CompiledPolicy, compile};
use can_assume_iam::context::{ContextValue, Request, RequestContext, keys};
use can_assume_iam::glob::Glob;
use can_assume_iam::policy::{PolicyKind, parse};
use can_assume_iam::trace::Decision;
use iam_rs::{
    Arn, Context, EvaluationOptions, IAMPolicy, IAMRequest, PolicyEvaluator, Principal, PrincipalId,
};

const PROVIDER: &str = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
const ROLE: &str = "arn:aws:iam::123456789012:role/deploy";
const ACTION: &str = "sts:AssumeRoleWithWebIdentity";

const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": [{"Sid": "GitHubDeploy", "Effect": "Allow",
    "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
        "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
        "StringLike": {"token.actions.githubusercontent.com:sub": ["repo:octo-org/api:environment:*", "repo:octo-org/api:ref:refs/heads/*"]}}}]}"#;

const CLAIMS: [(&str, &str); 8] = [
    ("aud", "sts.amazonaws.com"),
    ("sub", "repo:octo-org/api:ref:refs/heads/main"),
    ("repository", "octo-org/api"),
    ("repository_id", "1296269"),
    ("repository_owner_id", "583231"),
    ("ref", "refs/heads/main"),
    ("workflow", "deploy"),
    ("actor", "octocat"),
];

const ROUNDS: usize = 100;
const ROUND: Duration = Duration::from_millis(10);

fn main() {
    let policy = parse(POLICY, PolicyKind::Trust).expect("a trust policy").document;
    let compiled = compile(&policy);
    let allowed = request("repo:octo-org/api:ref:refs/heads/main");
    let denied = request("repo:octo-org/api:pull_request");
    let other = evaluator(false);
    let other_details = evaluator(true);
    let other_allowed = other_request("repo:octo-org/api:ref:refs/heads/main");
    let other_denied = other_request("repo:octo-org/api:pull_request");
    check(&compiled, &allowed, &denied);
    assert_eq!(other.evaluate(&other_allowed).expect("a result").decision, iam_rs::Decision::Allow);
    assert_ne!(other.evaluate(&other_denied).expect("a result").decision, iam_rs::Decision::Allow);

    println!("| evaluation | ns | per second | allocations |\n|---|--:|--:|--:|");
    let mut contenders: [Contender<'_>; 8] = [
        Contender::new("decision, allowed", || _ = black_box(compiled.decide(black_box(&allowed)))),
        Contender::new("decision, denied", || _ = black_box(compiled.decide(black_box(&denied)))),
        Contender::new("with trace, allowed", || drop(black_box(compiled.trace(black_box(&allowed))))),
        Contender::new("with trace, denied", || drop(black_box(compiled.trace(black_box(&denied))))),
        Contender::new("iam-rs 0.8.0, allowed", || {
            drop(black_box(other.evaluate(black_box(&other_allowed))))
        }),
        Contender::new("iam-rs 0.8.0, denied", || drop(black_box(other.evaluate(black_box(&other_denied))))),
        Contender::new("iam-rs 0.8.0 with details, allowed", || {
            drop(black_box(other_details.evaluate(black_box(&other_allowed))))
        }),
        Contender::new("iam-rs 0.8.0 with details, denied", || {
            drop(black_box(other_details.evaluate(black_box(&other_denied))))
        }),
    ];
    measure(&mut contenders);
    for contender in &contenders {
        println!("{}", contender.row());
    }
    let times: Vec<f64> = contenders.iter().map(Contender::best).collect();
    let ratio = |slow: usize, fast: usize| times[slow] / times[fast];
    println!("\n| beside iam-rs 0.8.0 | allowed | denied |\n|---|--:|--:|");
    println!("| decision | {:.1} times | {:.1} times |", ratio(4, 0), ratio(5, 1));
    println!("| with trace, beside its evaluation | {:.1} times | {:.1} times |", ratio(4, 2), ratio(5, 3));
    println!(
        "| with trace, beside its evaluation with details | {:.1} times | {:.1} times |",
        ratio(6, 2),
        ratio(7, 3)
    );
    hostile();
}

fn request(sub: &str) -> Request {
    let mut context = RequestContext::with_absent(keys::web_identity);
    for (claim, value) in CLAIMS {
        let value = if claim == "sub" { sub } else { value };
        context.insert(
            &format!("token.actions.githubusercontent.com:{claim}"),
            ContextValue::Single(value.to_owned()),
        );
    }
    Request {
        action: ACTION.to_owned(),
        principal: PROVIDER.to_owned(),
        resource: Some(ROLE.to_owned()),
        context,
    }
}

fn other_request(sub: &str) -> IAMRequest {
    let mut context = Context::new();
    for (claim, value) in CLAIMS {
        let value = if claim == "sub" { sub } else { value };
        context = context.with_string(format!("token.actions.githubusercontent.com:{claim}"), value);
    }
    let principal = Principal::Federated(PrincipalId::String(PROVIDER.to_owned()));
    IAMRequest::new_with_context(principal, ACTION, Arn::parse(ROLE).expect("an ARN"), context)
}

/// Trust policies have no `Resource`, which `iam-rs` asks for unless told not to.
fn evaluator(details: bool) -> PolicyEvaluator {
    let policy: IAMPolicy = serde_json::from_str(POLICY).expect("a policy");
    PolicyEvaluator::with_policies(vec![policy]).with_options(EvaluationOptions {
        ignore_resource_constraints: true,
        collect_match_details: details,
        ..EvaluationOptions::default()
    })
}

fn check(compiled: &CompiledPolicy, allowed: &Request, denied: &Request) {
    assert_eq!(compiled.decide(allowed), Decision::Allowed);
    assert_eq!(compiled.decide(denied), Decision::ImplicitDeny);
    assert_eq!(compiled.trace(allowed).decision, Decision::Allowed);
    assert_eq!(compiled.trace(denied).decision, Decision::ImplicitDeny);
}

/// One way to evaluate, with the nanoseconds that it took in each round.
struct Contender<'a> {
    name: &'static str,
    run: Box<dyn Fn() + 'a>,
    rounds: Vec<f64>,
}

impl<'a> Contender<'a> {
    fn new(name: &'static str, run: impl Fn() + 'a) -> Self {
        Self { name, run: Box::new(run), rounds: Vec::new() }
    }

    /// Runs for the length of one round.
    fn round(&self) -> f64 {
        let start = Instant::now();
        let mut count = 0_u32;
        while start.elapsed() < ROUND {
            for _ in 0..100 {
                (self.run)();
            }
            count += 100;
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(count)
    }

    /// The best round: what else runs on the machine can only slow a round down.
    fn best(&self) -> f64 {
        self.rounds.iter().copied().fold(f64::INFINITY, f64::min)
    }

    fn row(&self) -> String {
        let allocations = allocation_counter::measure(|| (self.run)()).count_total;
        let best = self.best();
        format!("| {} | {best:.0} | {:.0} | {allocations} |", self.name, 1e9 / best)
    }
}

/// Runs all contenders in turn, so that what slows the machine slows them all.
fn measure(contenders: &mut [Contender<'_>]) {
    for round in 0..=ROUNDS {
        for contender in &mut *contenders {
            let took = contender.round();
            if round > 0 {
                contender.rounds.push(took);
            }
        }
    }
}

fn hostile() {
    println!("\n| hostile pattern | against | time |\n|---|---|--:|");
    for (name, pattern) in [
        ("`*a*a*a…*`, 1,000 stars, then `c`", "*a".repeat(1000) + "*c"),
        ("`*?a*?a…`, 1,000 stars, then `c`", "*?a".repeat(1000) + "c"),
        ("`*` and 1,000 `a`, then `?b`", format!("*{}?b*", "a".repeat(1000))),
    ] {
        for (against, text) in [("20,000 `a`", "a".repeat(20_000)), ("20,000 `ab`", "ab".repeat(20_000))] {
            let glob = Glob::new(&pattern);
            let start = Instant::now();
            black_box(glob.matches(black_box(&text)));
            println!("| {name} | {against} | {:.2} ms |", start.elapsed().as_secs_f64() * 1e3);
        }
    }
}
