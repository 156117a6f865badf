//! The walk for `AssumeRoleWithWebIdentity`.

use can_assume_github::claims::{Claims, Completeness, Contradiction, complete};
use can_assume_github::issuer::Issuer;
use can_assume_iam::context::Request;
use can_assume_iam::trace::{Decision, UnknownKey};

use super::provider::{self, Registration};
use super::{context, parameters, policies};
use crate::failure::StsFailure;
use crate::question::{KeySource, Question};
use crate::token::{self, ClaimsObject, DecodedToken, EffectiveAudience, RoleAuthorization, signature};
use crate::verdict::{Authenticity, Verdict};

/// The action of the call.
const ACTION: &str = "sts:AssumeRoleWithWebIdentity";

/// Decides for a real token.
pub(super) fn of_token(question: &Question, token: &DecodedToken, keys: &KeySource) -> Verdict {
    let mut walk = Walk::new(question, Authenticity::Unverified);
    let result = walk.token_stages(token, keys);
    walk.finish(result)
}

/// Decides for claims that somebody wrote down, or that were predicted: what they lack is unknown.
pub(super) fn of_claims(question: &Question, claims: &Claims, predicted: bool) -> Verdict {
    let authenticity = if predicted { Authenticity::Predicted } else { Authenticity::Unverified };
    let mut walk = Walk::new(question, authenticity);
    let result = walk.claims_stages(claims);
    walk.finish(result)
}

/// Decides for a token that is refused before its claims are looked at.
pub(super) fn of_refused(question: &Question, failure: &StsFailure) -> Verdict {
    Walk { standing: "token not verified".into(), ..Walk::new(question, Authenticity::Unverified) }
        .finish(Err(Box::new(failure.clone())))
}

/// Whether the walk for a real token gets as far as the issuer's keys.
pub(super) fn reaches_keys(question: &Question, token: &DecodedToken) -> bool {
    let mut walk = Walk::new(question, Authenticity::Unverified);
    walk.stages_before_keys(token).is_ok() && signature::algorithm(token).is_ok()
}

/// What is known of a real token before its signature is looked at.
struct Known {
    registration: Registration,
    now: i64,
    remaining: i64,
}

/// What the stages have found so far.
struct Walk<'a> {
    question: &'a Question,
    authenticity: Authenticity,
    standing: String,
    assumptions: Vec<String>,
    remarks: Vec<String>,
    /// Claims that are not known although a stage before the policies needs them.
    open: Vec<UnknownKey>,
}

impl<'a> Walk<'a> {
    fn new(question: &'a Question, authenticity: Authenticity) -> Self {
        let standing = match authenticity {
            Authenticity::Predicted => "claims predicted from the workflow",
            _ => "claims not verified",
        };
        Self {
            question,
            authenticity,
            standing: standing.into(),
            assumptions: Vec::new(),
            remarks: Vec::new(),
            open: Vec::new(),
        }
    }

    /// The stages for a real token, in STS's order.
    fn token_stages(
        &mut self,
        token: &DecodedToken,
        keys: &KeySource,
    ) -> Result<policies::Outcome, Box<StsFailure>> {
        let Known { registration, now, remaining } = self.stages_before_keys(token)?;
        self.verify(token, keys, remaining)?;
        let authorization = token::roles_claim(&token.claims, self.question.role.arn.as_deref())?;
        let claims = token::to_claims(&token.claims);
        self.policies(&claims, Completeness::Whole, &registration, &authorization, Some(now))
    }

    /// The stages for a real token up to the issuer's keys.
    fn stages_before_keys(&mut self, token: &DecodedToken) -> Result<Known, Box<StsFailure>> {
        self.standing = "token not verified".into();
        let role = self.parameters()?;
        let object = &token.claims;
        token::required_claims(object)?;
        let times = token::timestamps(object)?;
        token::subject(object)?;
        let now = self.question.now.unwrap_or(times.issued_at);
        times.time_window(now)?;
        let remaining = times.expires_at.saturating_sub(now);
        self.standing = format!("token not verified, {}", lifetime(remaining));
        let audience = token::effective_audience(object)?;
        let issuer = token.issuer().unwrap_or_default().to_owned();
        let registration = self.registration(&issuer, role.as_ref(), Some(&audience))?;
        Ok(Known { registration, now, remaining })
    }

    /// The stages for claims: those whose claims are there.
    fn claims_stages(&mut self, given: &Claims) -> Result<policies::Outcome, Box<StsFailure>> {
        let role = self.parameters()?;
        let mut claims = given.clone();
        self.fill_in_issuer(&mut claims);
        let issuer = claims.issuer().unwrap_or_else(Issuer::github);
        let completed = complete(&claims, &issuer, Completeness::Partial);
        let tested = |claim: &str| self.question.mentions(&issuer.key(claim));
        for derived in completed.derived.iter().filter(|derived| tested(&derived.claim)) {
            self.assumptions.push(format!("`{}` is `{}`: {}", derived.claim, derived.value, derived.why));
        }
        for Contradiction { claim, given, implied, why } in &completed.contradictions {
            let implied =
                implied.as_ref().map_or_else(|| "that it is absent".to_owned(), |value| format!("`{value}`"));
            self.remarks.push(format!("`{claim}` is `{given}`, but the subject implies {implied}: {why}"));
        }
        let object = token::to_object(&claims);
        let now = self.time(&object)?;
        if object.contains_key("sub") {
            token::subject(&object)?;
        }
        let audience = if object.contains_key("aud") || object.contains_key("azp") {
            Some(token::effective_audience(&object)?)
        } else {
            None
        };
        let registration = self.registration(issuer.url(), role.as_ref(), audience.as_ref())?;
        let authorization = token::roles_claim(&object, self.question.role.arn.as_deref())?;
        self.policies(&claims, Completeness::Partial, &registration, &authorization, now)
    }

    /// What the call itself has to have.
    fn parameters(&self) -> Result<Option<parameters::RoleArn<'a>>, Box<StsFailure>> {
        let role = parameters::role_arn(&self.question.role)?;
        parameters::region(role.as_ref(), &self.question.context)?;
        parameters::session(
            self.question.session_name.as_deref().or(parameters::named_session(&self.question.context)),
            self.question.duration_seconds,
        )?;
        Ok(role)
    }

    /// Claims without `iss` are taken to be of the one issuer that is spoken of.
    fn fill_in_issuer(&mut self, claims: &mut Claims) {
        if claims.get("iss").is_some() {
            return;
        }
        let issuer = provider::only_issuer(self.question);
        self.assumptions.push(format!("`iss` is `{issuer}`: the claims do not say"));
        claims.set("iss", issuer);
    }

    /// The time of the request; without one, the token's own `iat`, at which it is fresh by definition.
    fn time(&mut self, object: &ClaimsObject) -> Result<Option<i64>, Box<StsFailure>> {
        let has_times = object.contains_key("iat") && object.contains_key("exp");
        if !has_times {
            let now = self.question.now.or_else(|| object.get("iat").and_then(serde_json::Value::as_i64));
            return Ok(now);
        }
        let mut complete = object.clone();
        for name in token::REQUIRED_CLAIMS {
            if !complete.contains_key(name) {
                complete.insert(name.to_owned(), "unknown".into());
            }
        }
        let times = token::timestamps(&complete)?;
        let now = self.question.now.unwrap_or_else(|| {
            self.assumptions
                .push(format!("the time of the request is {}: the token's own `iat`", times.issued_at));
            times.issued_at
        });
        times.time_window(now)?;
        Ok(Some(now))
    }

    /// The provider in the role's account, and its client ids.
    fn registration(
        &mut self,
        issuer: &str,
        role: Option<&parameters::RoleArn<'_>>,
        audience: Option<&EffectiveAudience>,
    ) -> Result<Registration, Box<StsFailure>> {
        let registration = provider::find(
            issuer,
            self.question.providers.as_deref(),
            role.map(|role| role.account),
            role.map(|role| role.partition),
            &self.question.policy.document,
        )?;
        if let Some(inferred) = &registration.inferred {
            self.assumptions.push(inferred.clone());
        }
        match (&registration.client_ids, audience) {
            (Some(client_ids), Some(audience)) => token::registered_audience(audience, client_ids)?,
            (Some(_), None) => self.open.push(UnknownKey {
                key: format!("{}:aud", provider::issuer_path(issuer)),
                reason: "the claims have no `aud`, so whether the provider registers it is open".into(),
            }),
            (None, Some(audience)) if registration.inferred.is_some() => {
                token::registrable_audience(audience)?;
            }
            (None, _) => {}
        }
        Ok(registration)
    }

    fn verify(
        &mut self,
        token: &DecodedToken,
        source: &KeySource,
        remaining: i64,
    ) -> Result<(), Box<StsFailure>> {
        match source {
            KeySource::NotGiven => signature::algorithm(token).map(|_| ()),
            KeySource::Unreachable(failure) => Err(failure.clone()),
            KeySource::Given(jwks) => {
                signature::verify(token, jwks)?;
                self.authenticity = Authenticity::Verified;
                let kid = token
                    .header
                    .key_id
                    .as_deref()
                    .map(short)
                    .map(|kid| format!(" (kid {kid})"))
                    .unwrap_or_default();
                self.standing = format!("token verified{kid}, {}", lifetime(remaining));
                Ok(())
            }
        }
    }

    /// The trust policy and the guardrails.
    fn policies(
        &mut self,
        claims: &Claims,
        completeness: Completeness,
        registration: &Registration,
        authorization: &RoleAuthorization,
        now: Option<i64>,
    ) -> Result<policies::Outcome, Box<StsFailure>> {
        let authorized = !matches!(authorization, RoleAuthorization::Absent);
        if let RoleAuthorization::RoleUnknown(roles) = authorization {
            self.open.push(UnknownKey {
                key: token::ROLES_CLAIM.into(),
                reason: format!(
                    "the token is limited to {}, and the role's ARN was not given",
                    roles.join(", ")
                ),
            });
        }
        let context =
            context::web_identity(self.question, claims, completeness, registration, authorized, now);
        let mut actions = vec![ACTION];
        if !context::session_tags(claims).tags.is_empty() {
            actions.push("sts:TagSession");
        }
        if context::source_identity(claims).is_some() {
            actions.push("sts:SetSourceIdentity");
        }
        let requests: Vec<Request> = actions
            .into_iter()
            .map(|action| Request {
                action: action.to_owned(),
                principal: registration.principal.clone(),
                resource: self.question.role.arn.clone(),
                context: context.clone(),
            })
            .collect();
        if !self.question.service_control_policies.is_empty() {
            self.remarks.push(
                "service control policies bind principals of the account; a web identity is none, so they do not gate this request"
                    .into(),
            );
        }
        let mut outcome = policies::evaluate_all(self.question, &requests);
        if outcome.decision == Decision::Allowed {
            parameters::duration(&self.question.role, self.question.duration_seconds)?;
            self.assumptions.extend(parameters::raised(&self.question.role, self.question.duration_seconds));
            if !self.open.is_empty() {
                outcome.decision = Decision::Undetermined;
                outcome.missing.append(&mut self.open);
            }
        }
        Ok(outcome)
    }

    fn finish(self, result: Result<policies::Outcome, Box<StsFailure>>) -> Verdict {
        let blank = |decision, stage| Verdict {
            decision,
            stage,
            authenticity: self.authenticity,
            standing: self.standing,
            failure: None,
            missing: Vec::new(),
            evaluations: Vec::new(),
            assumptions: self.assumptions,
            remarks: self.remarks,
        };
        match result {
            Ok(outcome) => Verdict {
                failure: outcome.failure,
                missing: outcome.missing,
                evaluations: outcome.evaluations,
                ..blank(outcome.decision, outcome.stage)
            },
            Err(failure) => {
                let stage = failure.stage;
                Verdict { failure: Some(failure), ..blank(Decision::ImplicitDeny, stage) }
            }
        }
    }
}

/// `expires in 4 min`, `expired 20 s ago (within STS's allowance)`.
fn lifetime(remaining: i64) -> String {
    match remaining {
        i64::MIN..=0 => format!("expired {} s ago, within STS's allowance", -remaining),
        1..=119 => format!("expires in {remaining} s"),
        _ => format!("expires in {} min", remaining / 60),
    }
}

/// The beginning of a key id, which is long and says little.
fn short(kid: &str) -> String {
    let head: String = kid.chars().take(8).collect();
    if kid.chars().count() > 8 { format!("{head}…") } else { head }
}
